using Matcher.Benchmarks;

return await BenchmarkCommands.Root().Parse(args).InvokeAsync();
