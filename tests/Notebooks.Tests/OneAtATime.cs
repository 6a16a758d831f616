// Whole chapters run here, each with threads of its own and a time in which it must be done: two at once would only slow each other down.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
