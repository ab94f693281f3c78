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
            "Reads a catalogue and prints every fault, and every warning of what is probably a mistake: file, row, column, value and what to do. Exits 1 if there is a fault, and 0 if there are only warnings."
        )
        {
            folder,
        };
        check.SetAction(parsed => Check(parsed.GetValue(folder)!, Console.Out));
        return new Command("catalogue", "Works on a catalogue of courses.") { check };
    }

    private static int Check(string folder, TextWriter output)
    {
        var reading = CatalogueFolder.Read(folder);
        var (catalogue, faults) = reading;
        var warnings = reading.Warnings.At(CurrentCatalogue.InEngland(TimeProvider.System.GetUtcNow()));
        Print("Faults: correct them, or the catalogue is not served.", faults, output);
        Print("Warnings: probably mistakes. Look at each; the catalogue is served all the same.", warnings, output);
        if (catalogue is null)
        {
            output.WriteLine($"{Count(faults, "fault")}, {Count(warnings, "warning")}.");
            return 1;
        }
        var found = warnings.Count == 0 ? "No faults and no warnings" : $"No faults, {Count(warnings, "warning")}";
        output.WriteLine(
            $"{found}: {catalogue.Providers.Count} providers, {catalogue.Courses.Count} courses, {catalogue.Cohorts.Count} cohorts. Version {catalogue.Version}."
        );
        return 0;
    }

    private static void Print(string heading, IReadOnlyList<Fault> found, TextWriter output)
    {
        if (found.Count == 0)
            return;
        output.WriteLine(heading);
        foreach (var fault in found)
            output.WriteLine(fault);
        output.WriteLine();
    }

    private static string Count(IReadOnlyList<Fault> found, string one) =>
        found.Count switch
        {
            0 => $"no {one}s",
            1 => $"1 {one}",
            _ => $"{found.Count} {one}s",
        };
}
