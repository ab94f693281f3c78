namespace Matcher.Data;

/// <summary>
/// Notices that files of a folder changed. It looks at their names, times and sizes, as no operating system tells of changes on every disk,
/// and waits until two looks are alike, as somebody may still be copying.
/// </summary>
/// <param name="look">Looks: see <see cref="LookAt"/>.</param>
/// <param name="taken">How the folder looked before what is served was read from it.</param>
public sealed class FolderWatch(Func<string> look, string taken)
{
    private string before = "";

    /// <summary>Looks once.</summary>
    /// <param name="tryTakeUp">Reads the files when they have changed; tells whether it need not do so again before they change once
    /// more.</param>
    public void Look(Func<bool> tryTakeUp)
    {
        var now = look();
        if (now == before && now != taken)
            taken = tryTakeUp() && look() == now ? now : "";
        before = now;
    }

    /// <summary>
    /// Names, sizes and times of some of a folder's files, and of what links among them lead to: who finds another text than before has to
    /// read them again. A folder that can't be looked at looks like that.
    /// </summary>
    public static string LookAt(string folder, Func<string, bool> isWatched)
    {
        try
        {
            return string.Join(
                '\n',
                new DirectoryInfo(folder)
                    .EnumerateFiles()
                    .Where(file => isWatched(file.Name))
                    .OrderBy(file => file.Name, StringComparer.Ordinal)
                    .Select(file => (file.Name, Content: file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file))
                    .Select(file => $"{file.Name} {file.Content.Length} {file.Content.LastWriteTimeUtc.Ticks}")
            );
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error.GetType().Name;
        }
    }
}
