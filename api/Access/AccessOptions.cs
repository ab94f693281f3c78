namespace Matcher.Api.Access;

/// <summary>Who may call the service. Section "Access" of the settings; <see cref="AccessRules"/> checks them together.</summary>
internal sealed class AccessOptions
{
    public const string Section = "Access";

    /// <summary>Whether everybody may do everything, whoever can reach the service. Default: no.</summary>
    public bool Open { get; set; }

    /// <summary>
    /// Whether callers have to show a key. Default: no, so the service is open, and listens on addresses of its own machine only.
    /// </summary>
    public bool Required { get; set; }

    /// <summary>
    /// Whose tokens are taken: the address of an OpenID Connect issuer, such as https://login.example. Callers then have to show a token,
    /// or a key. Default: none.
    /// </summary>
    public string Issuer { get; set; } = "";

    /// <summary>What tokens have to name as their audience. Needed with an issuer; it has no default.</summary>
    public string Audience { get; set; } = "";

    /// <summary>The claim of a token that names the hub. Default: "hub".</summary>
    public string HubClaim { get; set; } = "hub";

    /// <summary>Whether nobody is asked who they are.</summary>
    public bool AsksNobody => !Required && Issuer.Length == 0;
}
