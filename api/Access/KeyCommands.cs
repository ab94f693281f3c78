using System.CommandLine;
using System.CommandLine.Parsing;
using Matcher.Api.Access.Callers;
using Matcher.Api.BatchRuns.Store;
using Matcher.Api.CommandLine;
using Matcher.Api.Http;

namespace Matcher.Api.Access;

/// <summary>The commands <c>keys create</c>, <c>list</c> and <c>revoke</c>. A service that runs obeys them within seconds.</summary>
internal static class KeyCommands
{
    private const int LongestDays = 3660;

    private static readonly Option<string> Hub = new("--hub")
    {
        Description = "The name of the hub that the key belongs to.",
        Required = true,
    };
    private static readonly Option<string[]> Allowed = new Option<string[]>("--scope")
    {
        Description = $"What the key allows, once for each scope. Default: {string.Join(", ", Scopes.OfHubs)}.",
    }.AcceptOnlyFromAmong([.. Scopes.All]);
    private static readonly Option<string[]> Origins = new("--origin")
    {
        Description =
            "Makes a publishable key for pages of this origin, such as https://hub.example; once for each origin. It allows recommendations and the catalogue only, as everybody can read it.",
    };
    private static readonly Option<int> Days = new("--days")
    {
        Description = $"How many days the key is valid, 1 to {LongestDays}.",
        DefaultValueFactory = _ => 365,
    };
    private static readonly Argument<string> Id = new("id")
    {
        Description = "The key's id: the 12 characters after matcher_hub_ or matcher_pub_.",
    };

    /// <summary>Makes the command.</summary>
    /// <param name="open">Makes what reads and writes the folder, with settings.</param>
    public static Command Command(Func<string[], IHost> open)
    {
        Hub.Validators.Add(CheckHub);
        Origins.Validators.Add(CheckOrigins);
        Days.Validators.Add(CheckDays);
        var command = new StoreCommand(open);
        var create = new Command("create", "Makes a key for a hub and prints it. It is shown this once.")
        {
            Hub,
            Allowed,
            Origins,
            Days,
            StoreCommand.State,
        };
        create.Validators.Add(CheckScopes);
        create.SetAction(
            (parsed, cancellation) => command.Do(parsed, With((store, logger) => Create(store, logger, parsed, cancellation)))
        );
        var list = new Command("list", "Lists all keys, without their secrets.") { StoreCommand.State };
        list.SetAction((parsed, cancellation) => command.Do(parsed, With((store, _) => List(store, cancellation))));
        var revoke = new Command("revoke", "Revokes a key for good.") { Id, StoreCommand.State };
        revoke.SetAction(
            (parsed, cancellation) =>
                command.Do(parsed, With((store, logger) => Revoke(store, logger, parsed.GetValue(Id)!, cancellation)))
        );
        return new("keys", "Makes, lists and revokes the keys by which callers say which hub they are of.") { create, list, revoke };
    }

    private static async Task<int> Create(KeyStore store, ILogger logger, ParseResult parsed, CancellationToken cancellation)
    {
        var (hub, origins, scopes) = (parsed.GetValue(Hub)!, parsed.GetValue(Origins) ?? [], parsed.GetValue(Allowed) ?? []);
        var kind = origins.Length > 0 ? KeyKind.Publishable : KeyKind.Hub;
        if (scopes.Length == 0)
            scopes = [.. kind == KeyKind.Hub ? Scopes.OfHubs : Scopes.OfPages];
        var key = await store.Create(kind, hub, scopes, origins, TimeSpan.FromDays(parsed.GetValue(Days)), cancellation);
        AccessAudit.KeyCreated(logger, key.Id, hub, scopes);
        await Console.Error.WriteLineAsync(
            kind == KeyKind.Hub
                ? "Keep this key where the hub's program keeps its secrets. It is not shown again. Send it as the header Authorization: Bearer KEY."
                : "This key is not a secret: put it in the hub's pages, which send it as the header Authorization: Bearer KEY. It is not shown again."
        );
        Console.WriteLine(key);
        return 0;
    }

    private static async Task<int> List(KeyStore store, CancellationToken cancellation)
    {
        foreach (var key in await store.All(cancellation))
        {
            var state = key.RevokedAt is { } revoked ? $"revoked {revoked:yyyy-MM-dd}" : $"expires {key.ExpiresAt:yyyy-MM-dd}";
            var use = key.LastUsedAt is { } used ? $"last used {used:yyyy-MM-dd HH:mm} UTC" : "never used";
            Console.WriteLine($"{key.Id}  {key.Kind.ToString().ToLowerInvariant()} key of {key.Hub}, {state}, {use}");
            Console.WriteLine($"              {string.Join(' ', [.. key.Scopes, .. key.Origins])}");
        }
        return 0;
    }

    private static async Task<int> Revoke(KeyStore store, ILogger logger, string id, CancellationToken cancellation)
    {
        if (await store.Revoke(id, cancellation) is not { } key)
            return CommandEnd.Fail($"There is no key with the id {id}. keys list shows all of them.");
        AccessAudit.KeyRevoked(logger, key.Id, key.Hub);
        await Console.Error.WriteLineAsync($"The key {key.Id} of {key.Hub} is revoked. A service that runs refuses it within seconds.");
        return 0;
    }

    private static Func<IServiceProvider, Task<int>> With(Func<KeyStore, ILogger, Task<int>> what) =>
        services =>
            what(
                ActivatorUtilities.CreateInstance<KeyStore>(services),
                AccessAudit.Logger(services.GetRequiredService<ILoggerFactory>())
            );

    private static void CheckHub(OptionResult result)
    {
        var name = result.GetValueOrDefault<string>() ?? "";
        if (name.Trim() != name || name.Length is 0 or > AccessKey.LongestHub || name.Any(char.IsControl))
            result.AddError($"--hub is a name of 1 to {AccessKey.LongestHub} characters, without spaces around it.");
    }

    private static void CheckOrigins(OptionResult result)
    {
        foreach (var origin in result.Tokens.Select(token => token.Value).Where(origin => !Origin.IsValid(origin)))
            result.AddError($"--origin: {Origin.Advice(origin)}");
    }

    private static void CheckDays(OptionResult result)
    {
        if (result.GetValueOrDefault<int>() is < 1 or > LongestDays)
            result.AddError($"--days is a number from 1 to {LongestDays}.");
    }

    private static void CheckScopes(CommandResult result)
    {
        if (result.GetValue(Origins) is { Length: > 0 } && result.GetValue(Allowed)?.Except(Scopes.OfPages).Any() == true)
            result.AddError($"A publishable key (--origin) can only allow {string.Join(", ", Scopes.OfPages)}.");
    }
}
