namespace Matcher.Data;

/// <summary>Where the files that ship with the program are: beside its assemblies, so that it runs from any folder.</summary>
public static class DataFiles
{
    /// <summary>The folder of the sample catalogue.</summary>
    public static string Catalogue => At("catalogue");

    /// <summary>The postcode districts of England.</summary>
    public static string Gazetteer => At("gazetteer", "outcodes.csv");

    /// <summary>The estuaries and coasts of England that a straight line may not cross.</summary>
    public static string Waters => At("gazetteer", "waters.csv");

    /// <summary>The bridges, tunnels and ferries over them.</summary>
    public static string Crossings => At("gazetteer", "crossings.csv");

    /// <summary>The folder of the model that serves.</summary>
    public static string Model => At("model");

    /// <summary>The folder of sample requests.</summary>
    public static string Samples => At("samples");

    /// <summary>A file of published figures.</summary>
    public static string Figures(string file) => At("figures", file);

    private static string At(params string[] parts) => Path.Combine([AppContext.BaseDirectory, "data", .. parts]);
}
