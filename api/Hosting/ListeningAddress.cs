using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Matcher.Api.Hosting;

/// <summary>Tells early whether the service can listen where its settings say, and who can reach it there.</summary>
internal static class ListeningAddress
{
    private const int HighestPort = 65535;

    /// <summary>Says of the first address that another program listens on, and what to do; null when there is none.</summary>
    public static string? Taken(IConfiguration settings)
    {
        // Written as endpoints, the addresses are the server's own affair.
        if (settings.GetSection("Kestrel:Endpoints").GetChildren().Any())
            return null;
        var taken = Configured(settings).FirstOrDefault(IsTaken);
        if (taken is null)
            return null;
        var port = BindingAddress.Parse(taken).Port;
        return $"Another program listens on {taken} already. Stop that program, or choose another address, such as --urls http://localhost:{(port < HighestPort ? port + 1 : port - 1)}.";
    }

    /// <summary>
    /// Where other machines may reach the service, for a sentence: at an address of its own, or through a proxy, if the settings name one
    /// or the name that it is known by. Null when only this machine reaches it.
    /// </summary>
    public static string? BeyondThisMachine(IConfiguration settings) =>
        settings
            .GetSection("Kestrel:Endpoints")
            .GetChildren()
            .Select(endpoint => endpoint["Url"])
            .OfType<string>()
            .Concat(Configured(settings))
            .FirstOrDefault(address => !IsOfThisMachine(address))
        ?? BehindProxy(settings.GetSection(WebSettings.Section).Get<WebSettings>());

    private static string? BehindProxy(WebSettings? web) =>
        web?.Hosts.FirstOrDefault(host => !SecurityHeaders.ThisMachine.Contains(host, StringComparer.OrdinalIgnoreCase))
        ?? (web?.Proxies is [var proxy, ..] ? $"the service through {proxy}" : null);

    private static IEnumerable<string> Configured(IConfiguration settings) =>
        settings["urls"] is { Length: > 0 } urls
            ? Parts(urls)
            : Parts(settings["http_ports"])
                .Select(port => $"http://*:{port}")
                .Concat(Parts(settings["https_ports"]).Select(port => $"https://*:{port}"));

    private static string[] Parts(string? list) =>
        list?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static bool IsOfThisMachine(string address)
    {
        try
        {
            var parsed = BindingAddress.Parse(address);
            return parsed.IsUnixPipe || parsed.IsNamedPipe || Array.TrueForAll(Hosts(parsed.Host), IPAddress.IsLoopback);
        }
        catch (Exception error) when (error is FormatException or ArgumentException or InvalidOperationException)
        {
            // Nothing will listen on it: the server says what is wrong with it.
            return true;
        }
    }

    private static bool IsTaken(string address)
    {
        try
        {
            var parsed = BindingAddress.Parse(address);
            return parsed is { IsUnixPipe: false, IsNamedPipe: false, Port: > 0 }
                && Array.Exists(Hosts(parsed.Host), host => IsTaken(new IPEndPoint(host, parsed.Port)));
        }
        catch (Exception error) when (error is FormatException or ArgumentException or InvalidOperationException)
        {
            // The server says what is wrong with it.
            return false;
        }
    }

    private static IPAddress[] Hosts(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) ? [IPAddress.Loopback, IPAddress.IPv6Loopback]
        : IPAddress.TryParse(host, out var address) ? [address]
        : [IPAddress.IPv6Any];

    private static bool IsTaken(IPEndPoint endpoint)
    {
        try
        {
            using var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
            socket.Listen();
            return false;
        }
        catch (SocketException error)
        {
            // Of anything else the server tells, and some of it does not matter to it.
            return error.SocketErrorCode == SocketError.AddressAlreadyInUse;
        }
    }
}
