using Matcher.Data;

namespace Matcher.Api.Tests.Catalogues;

/// <summary>A hub's own catalogue, the sample to begin with, which a test edits while it is served.</summary>
internal sealed class OwnCatalogue : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("matcher-test-");

    public OwnCatalogue()
    {
        foreach (var file in Directory.EnumerateFiles(DataFiles.Catalogue))
            Restore(Path.GetFileName(file));
    }

    /// <summary>Has it served, and its files looked at often.</summary>
    public IReadOnlyList<(string Name, string Value)> Settings =>
        [("Catalogue:Folder", folder.FullName), ("Catalogue:LookEvery", "00:00:00.05")];

    /// <summary>Where a file of it is.</summary>
    public string At(string file) => Path.Combine(folder.FullName, file);

    /// <summary>Writes something else in the place of a text that is there.</summary>
    public void Edit(string file, string old, string other)
    {
        var text = File.ReadAllText(At(file));
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(At(file), text.Replace(old, other, StringComparison.Ordinal));
    }

    /// <summary>Deletes the rows that hold a text.</summary>
    public void DeleteRows(string file, string holding)
    {
        var rows = File.ReadAllLines(At(file));
        Assert.Contains(rows, row => row.Contains(holding, StringComparison.Ordinal));
        File.WriteAllLines(At(file), rows.Where(row => !row.Contains(holding, StringComparison.Ordinal)));
    }

    public void Append(string file, string row) => File.AppendAllText(At(file), $"{row}\n");

    public void Delete(string file) => File.Delete(At(file));

    /// <summary>Puts a file back as the sample has it.</summary>
    public void Restore(string file) => File.Copy(Path.Combine(DataFiles.Catalogue, file), At(file), overwrite: true);

    public void Dispose() => folder.Delete(recursive: true);
}
