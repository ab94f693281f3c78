using Microsoft.Extensions.Options;

namespace Matcher.Api.Access;

/// <summary>Holds the settings of access against each other, and against where the service listens.</summary>
/// <param name="exposed">Where other machines may reach the service, for a sentence; null: only this machine does.</param>
internal sealed class AccessRules(string? exposed) : IValidateOptions<AccessOptions>
{
    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        List<string> faults = [.. Faults(options)];
        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }

    private IEnumerable<string> Faults(AccessOptions options)
    {
        if (exposed is not null && options is { AsksNobody: true, Open: false })
        {
            yield return $"Other machines may reach {exposed}, and anybody who does could read every waiting list. "
                + "Set Access:Required=true to serve only callers who show a key (Access__Required in the environment), "
                + "or Access:Open=true if everybody may do everything (Access__Open), or listen on localhost.";
        }
        if (options is { AsksNobody: false, Open: true })
        {
            yield return "Access:Open is true, so nobody would be asked for a key, but Access:Required or Access:Issuer says that everybody is. "
                + "Remove one of them.";
        }
        if (options.Issuer.Length == 0)
            yield break;
        if (!Uri.TryCreate(options.Issuer, UriKind.Absolute, out var issuer) || !IsTrustworthy(issuer))
        {
            yield return $"Access:Issuer is \"{options.Issuer}\". It must be an address that begins with https://, such as "
                + "https://login.example; http:// is allowed only for this machine.";
        }
        if (options.Audience.Length == 0)
            yield return "Access:Audience is empty. Write what the issuer's tokens for this service have as their audience (aud).";
        if (options.HubClaim.Length == 0)
            yield return "Access:HubClaim is empty. Write which claim of a token names the hub, such as hub.";
    }

    // Whoever can change the issuer's answers on their way can sign any token.
    private static bool IsTrustworthy(Uri issuer) =>
        issuer.Scheme == Uri.UriSchemeHttps || (issuer.Scheme == Uri.UriSchemeHttp && issuer.IsLoopback);
}
