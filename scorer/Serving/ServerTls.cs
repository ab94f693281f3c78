using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Matcher.Data;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Matcher.Scorer.Serving;

/// <summary>TLS by which scorer and callers know each other: certificates of an authority of one's own (mutual TLS).</summary>
/// <param name="CertificateFile">The scorer's certificate, in PEM form.</param>
/// <param name="KeyFile">Its private key, in PEM form.</param>
/// <param name="AuthorityFile">The certificate of the authority that callers' certificates have to be of, in PEM form.</param>
internal sealed record ServerTls(string CertificateFile, string KeyFile, string AuthorityFile)
{
    // The purpose of a certificate that shows a client (RFC 5280, section 4.2.1.12).
    private static readonly Oid ClientAuthentication = new("1.3.6.1.5.5.7.3.2");

    /// <summary>Has a server ask every caller for a certificate.</summary>
    /// <exception cref="InvalidDataException">A file can't be read; the message says why.</exception>
    public Action<IWebHostBuilder> Configure()
    {
        var certificate = MutualTls.Certificate(CertificateFile, KeyFile);
        var policy = MutualTls.Trusting(AuthorityFile);
        policy.ApplicationPolicy.Add(ClientAuthentication);
        return host =>
            host.UseKestrelHttpsConfiguration()
                .ConfigureKestrel(kestrel =>
                    kestrel.ConfigureHttpsDefaults(https =>
                    {
                        https.ServerCertificate = certificate;
                        https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                        https.ClientCertificateValidation = (shown, _, _) => IsTrusted(shown, policy);
                    })
                );
    }

    private static bool IsTrusted(X509Certificate2 shown, X509ChainPolicy policy)
    {
        using var chain = new X509Chain { ChainPolicy = policy.Clone() };
        return chain.Build(shown);
    }
}
