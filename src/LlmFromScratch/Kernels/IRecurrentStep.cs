namespace LlmFromScratch.Kernels;

/// <summary>One step of a recurrent layer for one sequence: what is not a matrix product.</summary>
internal interface IRecurrentStep
{
    /// <summary>How many gates, G.</summary>
    static abstract int Gates { get; }

    /// <summary>Writes into row <paramref name="n"/> of Activated what Hidden·Weight is to be added to.</summary>
    static abstract void Begin(in RecurrentPointers p, nint n);

    /// <summary>From the sums in Activated to the new state: writes row <paramref name="n"/> of States, and what comes after it of Hidden and Cells.</summary>
    static abstract void Forward<T>(in RecurrentPointers p, nint n) where T : unmanaged, ILanes<T>;

    /// <summary>
    /// From the gradient of the new state (DStates and what came from later, in DHidden and DCell) to that of the sums, in Activated, and that
    /// part of the gradient of the state before which does not go through Weight.
    /// </summary>
    static abstract void Backward<T>(in RecurrentPointers p, nint n) where T : unmanaged, ILanes<T>;
}
