using System.CommandLine;
using Matcher.Benchmarks.Load;

return await new RootCommand("Measures Matcher.") { LoadCommand.Load(), LoadCommand.Serve() }.Parse(args).InvokeAsync();
