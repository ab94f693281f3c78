using System.Diagnostics;

namespace Matcher.Api.Tests;

/// <summary>
/// A file system of its own, small enough to be filled to its last byte. Where none can be mounted, the test is skipped and says why.
/// </summary>
internal sealed class SmallDisk : IDisposable
{
    private const int Block = 4096;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("matcher-test-");
    private readonly bool isMounted;

    public SmallDisk(int megabytes)
    {
        var refusal = OperatingSystem.IsLinux()
            ? Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "matcher-test", folder.FullName)
            : "Only Linux is asked for one.";
        isMounted = refusal is null;
        if (!isMounted)
            folder.Delete();
        Skip.IfNot(isMounted, $"No small file system can be mounted here, which takes an administrator of Linux: {refusal}");
    }

    public string Path => folder.FullName;

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    /// <summary>Fills what room there is.</summary>
    /// <param name="leaving">How many bytes to leave.</param>
    public void Fill(int leaving = 0)
    {
        var nothing = new byte[Block];
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.Append,
                Access = FileAccess.Write,
                BufferSize = 0,
            };
            using var file = new FileStream(Ballast, options);
            while (true)
                file.Write(nothing);
        }
        catch (IOException)
        {
            // Not a byte more goes in.
        }
        if (leaving == 0)
            return;
        using var filled = File.OpenWrite(Ballast);
        filled.SetLength(Math.Max(0, filled.Length - leaving));
    }

    /// <summary>Gives that room back.</summary>
    public void Free() => File.Delete(Ballast);

    public void Dispose()
    {
        if (!isMounted)
            return;
        Run("umount", "--lazy", folder.FullName);
        folder.Delete();
    }

    // Null, or what it says of its failure.
    private static string? Run(string program, params string[] args)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : errors.Trim();
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            return error.Message;
        }
    }
}
