using System.CommandLine;
using Matcher.Data.Catalogues;
using Matcher.Data.Csv;

namespace Matcher.Api.Catalogues;

/// <summary>The command <c>catalogue check FOLDER</c>, for people who maintain a catalogue.</summary>
internal static class CatalogueCheck
{
    public static Command Command()
    {
        var folder = new Argument<string>("folder") { Description = "The folder of the catalogue's CSV files." };
        var check = new Command(
            "check",
            "Reads a catalogue and prints every fault: file, row, column, value and what to do. Exits 1 if there is one."
        )
        {
            folder,
        };
        check.SetAction(parsed => Check(parsed.GetValue(folder)!, Console.Out));
        return new Command("catalogue", "Works on a catalogue of courses.") { check };
    }

    /// <summary>Prints faults, one a line.</summary>
    public static void PrintFaults(IReadOnlyList<Fault> faults, TextWriter output)
    {
        foreach (var fault in faults)
            output.WriteLine(fault);
    }

    private static int Check(string folder, TextWriter output)
    {
        var (catalogue, faults) = CatalogueFolder.Read(folder);
        if (catalogue is null)
        {
            PrintFaults(faults, output);
            output.WriteLine(faults.Count == 1 ? "1 fault." : $"{faults.Count} faults.");
            return 1;
        }
        output.WriteLine(
            $"No faults: {catalogue.Providers.Count} providers, {catalogue.Courses.Count} courses, {catalogue.Cohorts.Count} cohorts. Version {catalogue.Version}."
        );
        return 0;
    }
}
