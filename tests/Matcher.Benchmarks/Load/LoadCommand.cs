using System.CommandLine;

namespace Matcher.Benchmarks.Load;

/// <summary>The verb <c>load</c>: Matcher under load, beside servers that send the same bytes and do nothing for them.</summary>
internal static class LoadCommand
{
    /// <summary>The verb by which <see cref="Load"/> starts the servers to compare with.</summary>
    public const string ServeVerb = "load-server";

    /// <summary>Measures.</summary>
    public static Command Load()
    {
        var turns = NumberOption.Of("--turns", "How often each server is measured; the medians are printed.", 5, 1, 3600);
        var seconds = NumberOption.Of("--seconds", "How long a turn takes.", 5, 1, 3600);
        var warmUp = NumberOption.Of("--warm-up", "How long each server is warmed up, in seconds.", 15, 1, 3600);
        var isShort = new Option<bool>("--short")
        {
            Description = "One turn of one second, hardly warm: shows that it works, and measures nothing.",
        };
        var command = new Command(
            "load",
            "Measures Matcher with wrk beside a bare endpoint and a bare gRPC hop that send the same bytes, in turn."
        )
        {
            turns,
            seconds,
            warmUp,
            isShort,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var plan = parsed.GetValue(isShort)
                    ? LoadPlan.Short
                    : new(parsed.GetValue(turns), parsed.GetValue(seconds), parsed.GetValue(warmUp), LoadPlan.Bodies);
                try
                {
                    return await LoadRun.Run(plan, cancellation);
                }
                catch (OperationCanceledException)
                {
                    return Fail("Stopped.");
                }
                catch (InvalidOperationException error)
                {
                    return Fail(error.Message);
                }
            }
        );
        return command;
    }

    /// <summary>Runs one of the servers to compare with, until it is stopped.</summary>
    public static Command Serve()
    {
        var kind = new Argument<BareServerKind>("kind");
        var answer = new Option<FileInfo>("--answer") { Description = "The bytes to answer with.", Required = true };
        var backend = new Option<string?>("--backend") { Description = "The address of the backend in a process of its own." };
        var command = new Command(ServeVerb, "One of the servers that Matcher is compared with.") { kind, answer, backend };
        command.Hidden = true;
        command.SetAction(
            (parsed, cancellation) =>
                BareServers.Run(
                    parsed.GetValue(kind),
                    File.ReadAllBytes(parsed.GetValue(answer)!.FullName),
                    parsed.GetValue(backend),
                    cancellation
                )
        );
        return command;
    }

    private static int Fail(string message)
    {
        Console.Error.WriteLine(message);
        return 1;
    }
}
