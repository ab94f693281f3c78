using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Matcher.Data;
using Matcher.Scorer.CommandLine;
using Matcher.Scorer.Serving;
using Microsoft.AspNetCore.Connections;

namespace Matcher.Scorer;

/// <summary>serve: answers scoring requests.</summary>
internal static class ServeCommand
{
    private const string DefaultUrl = "http://localhost:5081";

    private static readonly Option<string> Urls = new("--urls")
    {
        Description = "Where to listen, for gRPC over HTTP/2; several with semicolons between them.",
        DefaultValueFactory = _ => DefaultUrl,
    };

    private static readonly Option<string> Model = new("--model")
    {
        Description = "The folder of the model.",
        DefaultValueFactory = _ => DataFiles.Model,
    };

    private static readonly Option<TimeSpan> Look = LookEvery();

    private static readonly Option<string?> Certificate = new("--certificate")
    {
        Description = "The file of the scorer's certificate, in PEM form, to listen on https:// addresses that other machines reach.",
    };

    private static readonly Option<string?> CertificateKey = new("--certificate-key")
    {
        Description = "The file of its private key, in PEM form.",
    };

    private static readonly Option<string?> Authority = new("--authority")
    {
        Description = "The file of the certificate, in PEM form, of the authority that callers' certificates have to be of.",
    };

    private static readonly Option<bool> Open = new("--open")
    {
        Description = "Listen without certificates also where other machines reach it: whoever does may ask it anything.",
    };

    private static readonly Option<bool> Reflection = new("--reflection")
    {
        Description = "Tell callers what can be called (gRPC server reflection), for tools such as grpcurl.",
    };

    public static Command Serve()
    {
        var command = new Command("serve", "Answers scoring requests until it is stopped.")
        {
            Urls,
            Model,
            Look,
            Certificate,
            CertificateKey,
            Authority,
            Open,
            Reflection,
        };
        command.SetAction(Serve);
        return command;
    }

    private static async Task<int> Serve(ParseResult parsed, CancellationToken cancellation)
    {
        var urls = parsed.GetValue(Urls)!;
        WebApplication app;
        try
        {
            var secure = Tls(parsed, urls)?.Configure();
            app = ScorerApp.Build(
                parsed.GetValue(Model)!,
                parsed.GetValue(Look),
                host =>
                {
                    host.UseUrls(urls);
                    secure?.Invoke(host);
                },
                AddLogging,
                parsed.GetValue(Reflection),
                exports: true
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
                    $"Can't listen on {urls}: another program listens there. Stop that program, or choose another address, such as --urls http://localhost:5082."
                );
            }
            catch (Exception error)
                when (error is IOException or SocketException or FormatException or InvalidOperationException or ArgumentException)
            {
                return CommandWork.Fail($"Can't listen on {urls}: {error.Message}");
            }
            Console.WriteLine($"Scorer ready on {string.Join(", ", app.Urls)}. Stop it with Ctrl+C.");
            await app.WaitForShutdownAsync(cancellation);
        }
        return 0;
    }

    // The certificates, or none where they are not needed.
    private static ServerTls? Tls(ParseResult parsed, string urls)
    {
        string?[] files = [parsed.GetValue(Certificate), parsed.GetValue(CertificateKey), parsed.GetValue(Authority)];
        var addresses = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (files is [{ } certificate, { } key, { } authority])
        {
            return Array.Find(addresses, address => !address.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) is { } plain
                ? throw new InvalidDataException($"With certificates every address has to begin with https://, and {plain} does not.")
                : new(certificate, key, authority);
        }
        if (Array.Exists(files, file => file is not null))
            throw new InvalidDataException("--certificate, --certificate-key and --authority belong together: give all three, or none of them.");
        if (!parsed.GetValue(Open) && Array.Find(addresses, IsBeyondThisMachine) is { } exposed)
        {
            throw new InvalidDataException(
                $"Other machines may reach {exposed}, and a scorer asks nobody who they are. Give it certificates (--certificate, --certificate-key, --authority), or add --open if that is meant."
            );
        }
        return null;
    }

    private static bool IsBeyondThisMachine(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return !address.IsUnixPipe
                && !address.IsNamedPipe
                && !string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase)
                && !(IPAddress.TryParse(address.Host, out var host) && IPAddress.IsLoopback(host));
        }
        catch (FormatException)
        {
            // Nothing will listen on it: the server says what is wrong with it.
            return false;
        }
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
