namespace Matcher.Benchmarks.Load;

/// <summary>Starts everything, measures in turn, prints, and leaves nothing behind.</summary>
internal static class LoadRun
{
    private const int Seed = 2026;

    /// <summary>Measures; the exit code says whether every request was answered.</summary>
    /// <exception cref="InvalidOperationException">Something that is needed is missing or did not start.</exception>
    public static async Task<int> Run(LoadPlan plan, CancellationToken cancellation)
    {
        Wrk.Require();
        var folder = Directory.CreateTempSubdirectory("load-");
        using var servers = new LoadServers();
        try
        {
            Console.WriteLine($"Starts the servers, and asks Matcher {plan.BodyCount} different requests.");
            var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().DateTime);
            await servers.Start(new(Seed, today), plan.BodyCount, folder.FullName, cancellation);
            var wrk = new Wrk(folder.FullName, servers.Bodies);
            Console.WriteLine($"The bare servers answer {servers.AnswerBytes} bytes, the median of Matcher's answers. Warms up.");
            foreach (var target in servers.Targets)
                await wrk.Run(target.Address, LoadPlan.Connections[^1], plan.WarmUpSeconds, cancellation);

            var results = new LoadResults(servers.Targets);
            for (var turn = 1; turn <= plan.Turns; turn++)
            {
                Console.WriteLine($"Turn {turn} of {plan.Turns}.");
                foreach (var connections in LoadPlan.Connections)
                {
                    foreach (var target in servers.Targets)
                        results.Add(target, connections, await wrk.Run(target.Address, connections, plan.Seconds, cancellation));
                }
            }
            // Last, as under load nothing else may run.
            var starts = new StartTimes();
            await starts.Measure(plan.Turns, servers, cancellation);
            Console.WriteLine();
            results.Print(Console.Out);
            Console.WriteLine();
            starts.Print(Console.Out);
            foreach (var complaint in servers.Complaints)
                Console.Error.WriteLine(complaint);
            return results.Errors == 0 && !servers.Complaints.Any() ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
