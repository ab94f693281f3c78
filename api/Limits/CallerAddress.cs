using System.Net;
using System.Net.Sockets;

namespace Matcher.Api.Limits;

/// <summary>Which address callers count as, who show no secret key.</summary>
/// <param name="isExposed">Whether other machines reach the service.</param>
internal sealed class CallerAddress(bool isExposed)
{
    // An owner of IPv6 addresses has at least so many of their bytes in common, and all the others to choose from.
    private const int NetworkBytes = 8;

    /// <summary>
    /// The address; null: a program of this machine, which has no limit where only this machine reaches the service. Elsewhere it may be a
    /// proxy that the settings do not name.
    /// </summary>
    public IPAddress? Of(HttpContext http) =>
        http.Connection.RemoteIpAddress is not { } address || (!isExposed && IPAddress.IsLoopback(address)) ? null : Owner(address);

    private static IPAddress Owner(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new(bytes);
    }
}
