using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using Matcher.Data;
using Matcher.Scorer.CommandLine;
using Matcher.Scorer.Evaluation;
using Matcher.Scorer.Training;
using Microsoft.AspNetCore.Connections;

namespace Matcher.Scorer;

/// <summary>The verbs of the command line.</summary>
internal static class ScorerCommands
{
    private const string DefaultUrl = "http://localhost:5081";

    public static RootCommand Root() =>
        new("Matcher's scorer: ranks course cohorts for a Careers Leader with a model trained on simulated choices.")
        {
            Serve(),
            TrainingCommands.Simulate(),
            TrainingCommands.Train(),
            EvaluateCommand.Evaluate(),
            ModelCommands.Model(),
        };

    private static Command Serve()
    {
        var urls = new Option<string>("--urls")
        {
            Description = "Where to listen, for gRPC over HTTP/2 without TLS.",
            DefaultValueFactory = _ => DefaultUrl,
        };
        var model = new Option<string>("--model") { Description = "The folder of the model.", DefaultValueFactory = _ => DataFiles.Model };
        var lookEvery = LookEvery();
        var command = new Command("serve", "Answers scoring requests until it is stopped.") { urls, model, lookEvery };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                WebApplication app;
                try
                {
                    app = ScorerApp.Build(
                        parsed.GetValue(model)!,
                        parsed.GetValue(lookEvery),
                        host => host.UseUrls(parsed.GetValue(urls)!),
                        AddLogging
                    );
                }
                catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
                {
                    return CommandWork.Fail(error.Message);
                }
                await using (app)
                {
                    try
                    {
                        await app.StartAsync(cancellation);
                    }
                    catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
                    {
                        return 0;
                    }
                    catch (IOException error) when (error.InnerException is AddressInUseException)
                    {
                        return CommandWork.Fail(
                            $"Can't listen on {parsed.GetValue(urls)}: another program listens there. Stop that program, or choose another address, such as --urls http://localhost:5082."
                        );
                    }
                    catch (Exception error)
                        when (error is IOException or SocketException or FormatException or InvalidOperationException or ArgumentException)
                    {
                        return CommandWork.Fail($"Can't listen on {parsed.GetValue(urls)}: {error.Message}");
                    }
                    Console.WriteLine($"Scorer ready on {string.Join(", ", app.Urls)}. Stop it with Ctrl+C.");
                    await app.WaitForShutdownAsync(cancellation);
                }
                return 0;
            }
        );
        return command;
    }

    private static Option<TimeSpan> LookEvery()
    {
        var option = new Option<TimeSpan>("--look-every")
        {
            Description = "How often the model's files are checked for changes, at most 1 day; 00:00:00 for never.",
            DefaultValueFactory = _ => TimeSpan.FromSeconds(2),
        };
        option.CustomParser = result =>
        {
            // A bare number would be days.
            string[] forms = [@"h\:m\:s", @"h\:m\:s\.FFFFFFF", @"d\.h\:m\:s"];
            var text = result.Tokens.Single().Value;
            if (TimeSpan.TryParseExact(text, forms, CultureInfo.InvariantCulture, out var every) && every <= TimeSpan.FromDays(1))
                return every;
            result.AddError($"{option.Name} is {text}. It takes hours:minutes:seconds from 00:00:00 to 1.00:00:00, such as 00:00:02 for 2 seconds.");
            return default;
        };
        return option;
    }

    // A failure to start is reported in a sentence, so the host need not log it too. At this level the host logs nothing of single
    // requests, but if its diagnostics were on at all, it would open a scope and an activity for each.
    private static void AddLogging(ILoggingBuilder logging) =>
        logging
            .AddSimpleConsole(console => (console.TimestampFormat, console.UseUtcTimestamp) = ("yyyy-MM-ddTHH:mm:ss.fffZ ", true))
            .SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Matcher", LogLevel.Information)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical)
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
}
