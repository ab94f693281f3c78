using System.Security.Cryptography;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Matcher.Api.Tests.Access;

/// <summary>An OpenID Connect issuer on a loopback port: its discovery document, its keys, and tokens good and bad.</summary>
internal sealed class Issuer : IDisposable
{
    public const string Audience = "matcher";

    private readonly WebApplication app;
    private readonly RSA key = RSA.Create(2048);
    private readonly RSA otherKey = RSA.Create(2048);

    public Issuer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = Address, jwks_uri = $"{Address}/keys" }));
        app.MapGet("/keys", () => Results.Json(new { keys = new[] { PublicKey() } }));
        app.Start();
    }

    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>What makes a service take its tokens.</summary>
    public (string, string)[] Settings => [("Access:Issuer", Address), ("Access:Audience", Audience), ("Access:HubClaim", "hub_name")];

    /// <summary>A token.</summary>
    public string Token(
        string scopes,
        string? hub = "Brighton",
        string audience = Audience,
        string? issuer = null,
        int minutes = 5,
        SigningCredentials? signing = null
    )
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object> { ["scope"] = scopes, ["client_id"] = "hub-program" };
        if (hub is not null)
            claims["hub_name"] = hub;
        return new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = issuer ?? Address,
                Audience = audience,
                Claims = claims,
                NotBefore = now.AddMinutes(Math.Min(0, minutes * 2)),
                IssuedAt = now.AddMinutes(Math.Min(0, minutes * 2)),
                Expires = now.AddMinutes(minutes),
                SigningCredentials = signing ?? Signing(key, SecurityAlgorithms.RsaSha256),
            }
        );
    }

    /// <summary>Tokens that no service may take, by what is wrong with them.</summary>
    public IReadOnlyDictionary<string, string> BadTokens(string scopes) =>
        new Dictionary<string, string>
        {
            ["has expired"] = Token(scopes, minutes: -5),
            ["for another service"] = Token(scopes, audience: "another"),
            ["of another issuer"] = Token(scopes, issuer: "http://127.0.0.1:1"),
            ["no claim hub_name"] = Token(scopes, hub: null),
            ["has no claim hub_name"] = Token(scopes, hub: ""),
            ["not signed by the issuer"] = Token(scopes, signing: Signing(otherKey, SecurityAlgorithms.RsaSha256)),
            ["or not with RS256"] = Token(scopes, signing: Signing(key, SecurityAlgorithms.RsaSha384)),
            // The public key as a shared secret, which everybody has.
            ["signature can't be trusted"] = Token(
                scopes,
                signing: new(new SymmetricSecurityKey(key.ExportSubjectPublicKeyInfo()) { KeyId = "first" }, SecurityAlgorithms.HmacSha256)
            ),
            ["The token's signature"] = Unsigned(Token(scopes)),
            ["not a key or a token"] = "nonsense",
        };

    public void Dispose()
    {
        ((IDisposable)app).Dispose();
        key.Dispose();
        otherKey.Dispose();
    }

    private static string Unsigned(string token) => $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{token.Split('.')[1]}.";

    private static SigningCredentials Signing(RSA key, string algorithm) => new(new RsaSecurityKey(key) { KeyId = "first" }, algorithm);

    private object PublicKey()
    {
        var parameters = key.ExportParameters(false);
        return new
        {
            kty = "RSA",
            use = "sig",
            kid = "first",
            n = Base64UrlEncoder.Encode(parameters.Modulus),
            e = Base64UrlEncoder.Encode(parameters.Exponent),
        };
    }
}
