using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Matcher.Api.Access;
using Matcher.Api.BatchRuns;
using Matcher.Api.BatchRuns.Store;
using Matcher.Api.Catalogues;
using Matcher.Api.Choices;
using Matcher.Api.CommandLine;
using Matcher.Api.Postcodes;
using Matcher.Data.Catalogues;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Matcher.Api.Hosting;

/// <summary>The command line: without a verb the API is served.</summary>
internal static partial class ApiCommands
{
    public static Task<int> Run(string[] args)
    {
        var urls = new Option<string?>("--urls") { Description = "Where to listen. Default: http://localhost:5080" };
        var folder = new Option<string?>("--catalogue")
        {
            Description = "The folder of your own catalogue. Default: the illustrative sample.",
        };
        var scorer = new Option<string?>("--scorer")
        {
            Description = "The address of a scorer in a process of its own, or several with commas between them. Default: one runs inside.",
        };
        var root = new RootCommand(
            "Matcher: ranks Careers Leader training courses for a person. Without a command it serves the API. Any other setting can be given as --Section:Name=value."
        )
        {
            urls,
            folder,
            scorer,
            CatalogueCheck.Command(),
            ChoiceCommands.Command(CommandHost.Places),
            PostcodeCommands.Command(),
            BatchCommands.Command(CommandHost.Start),
            KeyCommands.Command(CommandHost.OfStore),
            StoreCommands.Command(CommandHost.OfStore),
        };
        foreach (var option in new[] { urls, folder, scorer })
            option.Validators.Add(NotEmpty);
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction(
            (parsed, _) =>
            {
                List<string> settings = [.. parsed.UnmatchedTokens];
                Add(settings, "urls", parsed.GetValue(urls));
                Add(settings, RankingServices.CatalogueFolderSetting, parsed.GetValue(folder));
                Add(settings, "Scorer:Address", parsed.GetValue(scorer));
                return parsed.UnmatchedTokens.FirstOrDefault(token => !Setting().IsMatch(token)) is { } unknown
                    ? Task.FromResult(CommandEnd.Fail($"Unknown option or command: {unknown}. See --help."))
                    : Serve([.. settings]);
            }
        );
        var given = root.Parse(args);
        var command = given.CommandResult.Command;
        // Only serving takes settings: with the other commands, what is mistyped would do nothing.
        if (command != root && given.UnmatchedTokens is [var mistyped, ..])
        {
            var fault = $"Unknown option: {mistyped}. See {command.Parents.First().Name} {command.Name} --help.";
            return Task.FromResult(CommandEnd.Fail(fault));
        }
        // A test host stops the program by an exception of its own, which has to get through; signals are the host's to handle.
        return given.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    private static async Task<int> Serve(string[] settings)
    {
        WebApplication app;
        try
        {
            app = ApiApp.Build(settings);
        }
        catch (Exception error) when (IsMistake(error))
        {
            return CommandEnd.Fail($"Can't start. {error.Message}");
        }
        await using (app)
        {
            // Before the model is loaded and warm: nobody should wait for that only to be told to begin again.
            if (ListeningAddress.Taken(app.Configuration) is { } taken)
                return CommandEnd.Fail($"Can't start. {taken}");
            try
            {
                await app.StartAsync();
            }
            catch (OperationCanceledException)
            {
                // It was stopped before it had started.
                return 0;
            }
            catch (IOException error) when (error.InnerException is AddressInUseException)
            {
                return CommandEnd.Fail($"Can't start. {ListeningAddress.Taken(app.Configuration) ?? error.Message}");
            }
            catch (SocketException error)
            {
                return CommandEnd.Fail($"Can't listen on {app.Configuration["urls"]}. {error.Message}.");
            }
            catch (Exception error) when (IsMistake(error))
            {
                return CommandEnd.Fail($"Can't start. {error.Message}");
            }
            Announce(app);
            await app.WaitForShutdownAsync();
        }
        return 0;
    }

    /// <summary>Whether somebody's setting, file or port is to blame, so that a sentence says more than a stack trace.</summary>
    private static bool IsMistake(Exception error) =>
        error
            is IOException
                or UnauthorizedAccessException
                or InvalidDataException
                or OptionsValidationException
                or FormatException
                or InvalidOperationException
                or ArgumentException;

    private static void Announce(WebApplication app)
    {
        Console.WriteLine($"Matcher listens on {string.Join(", ", app.Urls)}");
        Console.WriteLine($"Try it in Swagger UI: {AnyAddress().Replace(app.Urls.First(), "localhost")}/swagger");
        if (app.Services.GetRequiredService<CurrentCatalogue>().Now().Catalogue.About.Illustrative)
            Console.WriteLine("The catalogue is an illustrative sample: its providers, courses and cohorts are made up.");
        Console.WriteLine(
            $"Batch runs are kept in {Path.GetFullPath(app.Services.GetRequiredService<IOptions<StoreOptions>>().Value.Folder)}."
        );
        Console.WriteLine("Stop it with Ctrl+C.");
    }

    private static void Add(List<string> settings, string name, string? value)
    {
        if (value is not null)
            settings.Add($"--{name}={value}");
    }

    private static void NotEmpty(OptionResult result)
    {
        if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
            result.AddError($"{result.Option.Name} is empty. Give it a value, or leave it out.");
    }

    // Addresses that mean "every one of this machine" and that no browser opens.
    [GeneratedRegex(@"(?<=://)(\[::\]|0\.0\.0\.0|\*|\+)(?=:)", RegexOptions.CultureInvariant)]
    private static partial Regex AnyAddress();

    // A setting has a section, or is OpenTelemetry's; the others are what hosts and test hosts pass on their own, sections without a value
    // among them.
    [GeneratedRegex(@"\A--(\w+(:\w+)+=|OTEL_\w+=|environment=|applicationName=|contentRoot=|\w+=\z)", RegexOptions.CultureInvariant)]
    private static partial Regex Setting();
}
