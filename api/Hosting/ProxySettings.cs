using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Matcher.Api.Hosting;

/// <summary>What stands between callers and the service. Section "Proxies" of the settings.</summary>
internal sealed class ProxySettings
{
    public const string Section = "Proxies";

    /// <summary>
    /// The addresses of the proxies whose word on a caller's address and scheme counts (X-Forwarded-For, X-Forwarded-Proto), such as
    /// 10.0.0.2. Default: none.
    /// </summary>
    public string[] Trusted { get; set; } = [];

    /// <summary>
    /// For how long browsers that came by https may come by nothing else (Strict-Transport-Security), up to two years; zero, the default:
    /// nothing is said.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "730.00:00:00")]
    public TimeSpan Hsts { get; set; }

    /// <summary>The trusted proxies.</summary>
    /// <exception cref="InvalidDataException">One is not an address.</exception>
    public IReadOnlyList<IPAddress> Addresses() =>
        [
            .. Trusted.Select(text =>
                IPAddress.TryParse(text, out var address)
                    ? address
                    : throw new InvalidDataException(
                        $"{Section}:{nameof(Trusted)} has \"{text}\", which is not an address of a computer. Write it such as 10.0.0.2 or fd00::2."
                    )
            ),
        ];
}
