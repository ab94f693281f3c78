namespace Matcher.Data;

/// <summary>Where what the programs keep is, unless a setting says otherwise: "matcher" in the user's data folder.</summary>
public static class AppDataFolder
{
    /// <summary>The folder, which may not be there yet; null when this user has no data folder.</summary>
    public static string? Path { get; } =
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify)
            is { Length: > 0 } data
            ? System.IO.Path.Combine(data, "matcher")
            : null;

    /// <summary>Makes a folder unless it is there, for this user alone: what people send is nobody else's to read.</summary>
    /// <param name="folder">Its path; folders above it are made as well.</param>
    /// <exception cref="IOException">It can't be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Makes an empty file that is not there yet, for this user alone.</summary>
    /// <param name="file">Its path.</param>
    /// <exception cref="IOException">It can't be made, or is there.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static void MakeFile(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(file, options).Dispose();
    }
}
