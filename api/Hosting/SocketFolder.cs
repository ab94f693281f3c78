namespace Matcher.Api.Hosting;

/// <summary>
/// A folder of this process alone under the system's temporary folder. A process that is killed leaves its folder behind, but no lock on
/// the file in it, so the next one can tell and remove it.
/// </summary>
internal sealed class SocketFolder : IDisposable
{
    private const string Prefix = "matcher-";
    private const string LockName = "scorer.lock";
    private const int MostAttempts = 10;
    private readonly FileStream alive;

    public SocketFolder()
    {
        // On Unix a file is created first and locked then: a process that cleans up at that moment takes the folder for one left behind.
        for (var attempt = 1; ; attempt++)
        {
            FullName = Directory.CreateTempSubdirectory(Prefix).FullName;
            try
            {
                alive = Lock(FullName, FileMode.CreateNew);
                if (File.Exists(Path.Combine(FullName, LockName)))
                    return;
                alive.Dispose();
            }
            catch (IOException) when (attempt < MostAttempts)
            {
                RemoveIfLeft(FullName);
            }
        }
    }

    /// <summary>The folder's full path.</summary>
    public string FullName { get; }

    /// <summary>Removes the folders of processes that were killed.</summary>
    public static void RemoveLeftBehind()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
            RemoveIfLeft(folder);
    }

    public void Dispose()
    {
        alive.Dispose();
        RemoveIfLeft(FullName);
    }

    private static void RemoveIfLeft(string folder)
    {
        try
        {
            using var held = Lock(folder, FileMode.Open);
            // Windows deletes no file that is open; elsewhere nobody may lock it any more before it is gone.
            if (OperatingSystem.IsWindows())
                held.Dispose();
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Its process is alive, or it is another user's, or it is something else.
        }
    }

    private static FileStream Lock(string folder, FileMode mode) =>
        new(Path.Combine(folder, LockName), mode, FileAccess.Write, FileShare.None);
}
