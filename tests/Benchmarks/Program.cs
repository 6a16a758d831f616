using BenchmarkDotNet.Running;

// dotnet run -c Release --project tests/Benchmarks -- --filter '*MlpStep*'
BenchmarkSwitcher.FromAssembly(typeof(LlmFromScratch.Benchmarks.MlpStep).Assembly).Run(args);
