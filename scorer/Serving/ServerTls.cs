using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Matcher.Scorer.Serving;

/// <summary>TLS by which scorer and callers know each other: certificates of an authority of one's own (mutual TLS).</summary>
/// <param name="CertificateFile">The scorer's certificate, in PEM form.</param>
/// <param name="KeyFile">Its private key, in PEM form.</param>
/// <param name="AuthorityFile">The certificate of the authority that callers' certificates have to be of, in PEM form.</param>
internal sealed record ServerTls(string CertificateFile, string KeyFile, string AuthorityFile)
{
    // The purpose of a certificate that shows a client (RFC 5280, section 4.2.1.12).
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <summary>Has a server ask every caller for a certificate.</summary>
    /// <exception cref="InvalidDataException">A file can't be read; the message says why.</exception>
    public Action<IWebHostBuilder> Configure()
    {
        try
        {
            var certificate = Usable(X509Certificate2.CreateFromPemFile(CertificateFile, KeyFile));
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(AuthorityFile);
            return host =>
                host.UseKestrelHttpsConfiguration()
                    .ConfigureKestrel(kestrel =>
                        kestrel.ConfigureHttpsDefaults(https =>
                        {
                            https.ServerCertificate = certificate;
                            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                            https.ClientCertificateValidation = (shown, _, _) => IsTrusted(shown, authorities);
                        })
                    );
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"The certificates can't be read: {error.Message} Each is a file in PEM form.", error);
        }
    }

    private static bool IsTrusted(X509Certificate2 shown, X509Certificate2Collection authorities)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.ApplicationPolicy.Add(new(ClientAuthentication));
        // An authority of one's own publishes no list: a certificate ends by its date, or with its authority.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(shown);
    }

    private static X509Certificate2 Usable(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
            return certificate;
        // Windows does not use a key that exists in memory only.
        using (certificate)
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
