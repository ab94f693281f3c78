using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Matcher.Api.Access;

/// <summary>Finds out who a caller is by the key that they show. It logs nothing: <see cref="RefusalAnswer"/> does, where it matters.</summary>
internal sealed class KeyHandler(KeyRing ring, IOptionsMonitor<AuthenticationSchemeOptions> options, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, NullLoggerFactory.Instance, encoder)
{
    public const string Name = "key";

    private const string Bearer = "Bearer ";

    /// <summary>The bearer credential of a request; null if there is none.</summary>
    public static string? Shown(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? header[Bearer.Length..].Trim()
            : null;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Shown(Request) is not { } text)
            return Task.FromResult(AuthenticateResult.NoResult());
        var (caller, refusal) = ring.Find(text, Request.Headers[HeaderNames.Origin].ToString());
        return Task.FromResult(
            caller is null ? AuthenticateResult.Fail(refusal!) : AuthenticateResult.Success(new AuthenticationTicket(caller, Name))
        );
    }
}
