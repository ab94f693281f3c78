using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Matcher.Data;

/// <summary>Certificates in PEM form by which two programs of one operator know each other.</summary>
public static class MutualTls
{
    /// <summary>Reads what a program shows of itself.</summary>
    /// <param name="certificate">The file of its certificate.</param>
    /// <param name="key">The file of its private key.</param>
    /// <exception cref="InvalidDataException">A file can't be read; the message says why.</exception>
    public static X509Certificate2 Certificate(string certificate, string key) =>
        Read(() =>
        {
            var read = X509Certificate2.CreateFromPemFile(certificate, key);
            if (!OperatingSystem.IsWindows())
                return read;
            // Windows does not use a key that exists in memory only.
            using (read)
                return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
        });

    /// <summary>Reads which authority the other side's certificate has to be of.</summary>
    /// <param name="authority">The file of the authority's certificate.</param>
    /// <exception cref="InvalidDataException">The file can't be read, or has no certificate; the message says why.</exception>
    public static X509ChainPolicy Trusting(string authority) =>
        Read(() =>
        {
            var policy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                // An authority of one's own publishes no list: a certificate ends by its date, or with its authority.
                RevocationMode = X509RevocationMode.NoCheck,
                // Whoever shows a certificate must not choose what is fetched for it.
                DisableCertificateDownloads = true,
            };
            policy.CustomTrustStore.ImportFromPemFile(authority);
            return policy.CustomTrustStore.Count > 0 ? policy : throw new CryptographicException($"{authority} has no certificate.");
        });

    private static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"The certificates can't be read: {error.Message} Each is a file in PEM form.", error);
        }
    }
}
