using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Matcher.Api.Hosting;

/// <summary>What stands between callers and the service. Section "Web" of the settings.</summary>
internal sealed class WebSettings
{
    public const string Section = "Web";

    /// <summary>
    /// The names that callers may reach the service by, such as matcher.example or *.matcher.example. Default: any, or, where only this
    /// machine reaches it, localhost and its like.
    /// </summary>
    public string[] Hosts { get; set; } = [];

    /// <summary>
    /// The addresses of the proxies whose word on a caller's address and scheme counts (X-Forwarded-For, X-Forwarded-Proto), such as
    /// 10.0.0.2. Default: none.
    /// </summary>
    public string[] Proxies { get; set; } = [];

    /// <summary>
    /// How long browsers must use HTTPS only (Strict-Transport-Security), up to two years; zero, the default:
    /// nothing is said.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "730.00:00:00")]
    public TimeSpan Hsts { get; set; }

    /// <summary>
    /// How long the service still answers once it is told to stop, and says at /health/ready that it is not ready, so that a proxy sends
    /// requests elsewhere; up to 20 s. Default 5 s. Where only this machine reaches it, it stops at once.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:20")]
    public TimeSpan Drain { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The proxies.</summary>
    /// <exception cref="InvalidDataException">One is not an address.</exception>
    public IReadOnlyList<IPAddress> ProxyAddresses() =>
        [
            .. Proxies.Select(text =>
                IPAddress.TryParse(text, out var address)
                    ? address
                    : throw new InvalidDataException(
                        $"{Section}:{nameof(Proxies)} has \"{text}\", which is not an address of a computer. Write it such as 10.0.0.2 or fd00::2."
                    )
            ),
        ];
}
