using System.Reflection;
using System.Runtime.InteropServices;

namespace Matcher.Benchmarks.LightGbm;

/// <summary>
/// The functions of LightGBM's C API that score and explain, from the native library of its NuGet package. Rows are 32-bit floats, one after
/// the other; scores are doubles. What goes wrong is thrown with LightGBM's own message.
/// </summary>
internal static partial class LightGbmLibrary
{
    /// <summary>Asks for the sum of the leaves, with no transformation on top.</summary>
    public const int RawScore = 1;

    /// <summary>Asks for the Shapley value of each feature, and the expected score after them.</summary>
    public const int Contributions = 3;

    private const string Name = "lib_lightgbm";
    private const int Float32 = 0;
    private const int RowMajor = 1;
    private const int AllTrees = -1;

    /// <summary>Whether the native library loads here: it needs the system library libgomp, and there is none for some processors.</summary>
    public static bool Loads { get; } = NativeLibrary.TryLoad(Name, Assembly.GetExecutingAssembly(), null, out _);

    /// <summary>What to tell somebody for whom it doesn't load.</summary>
    public const string HowToGetIt = "LightGBM's native library doesn't load here. It needs an x64 processor and the system library libgomp (Debian and Ubuntu: apt-get install libgomp1).";

    // One thread, as everything that it is compared with. A literal ends with the zero byte that C wants, beyond its length.
    private static ReadOnlySpan<byte> Parameters => "num_threads=1 verbosity=-1"u8;

    /// <summary>Loads a model from its text.</summary>
    public static nint Load(string text)
    {
        Check(LGBM_BoosterLoadModelFromString(text, out _, out var booster));
        return booster;
    }

    /// <summary>Scores or explains rows together.</summary>
    public static void Predict(nint booster, int what, ReadOnlySpan<float> rows, int count, int featureCount, Span<double> results) =>
        Check(LGBM_BoosterPredictForMat(booster, rows, Float32, count, featureCount, RowMajor, what, 0, AllTrees, Parameters, out _, results));

    /// <summary>Does once what scoring or explaining a row at a time would do for each row.</summary>
    public static nint PrepareSingleRow(nint booster, int what, int featureCount)
    {
        Check(LGBM_BoosterPredictForMatSingleRowFastInit(booster, what, 0, AllTrees, Float32, featureCount, Parameters, out var prepared));
        return prepared;
    }

    /// <summary>Scores or explains one row, prepared before.</summary>
    public static void PredictSingleRow(nint prepared, ReadOnlySpan<float> row, Span<double> results) =>
        Check(LGBM_BoosterPredictForMatSingleRowFast(prepared, row, out _, results));

    /// <summary>Frees what <see cref="Load"/> gave.</summary>
    public static void Free(nint booster) => Check(LGBM_BoosterFree(booster));

    /// <summary>Frees what <see cref="PrepareSingleRow"/> gave.</summary>
    public static void FreeSingleRow(nint prepared) => Check(LGBM_FastConfigFree(prepared));

    private static void Check(int result)
    {
        if (result != 0) throw new InvalidDataException($"LightGBM: {Marshal.PtrToStringUTF8(LGBM_GetLastError())}");
    }

    [LibraryImport(Name)]
    private static partial nint LGBM_GetLastError();

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LGBM_BoosterLoadModelFromString(string model, out int iterations, out nint booster);

    [LibraryImport(Name)]
    private static partial int LGBM_BoosterPredictForMat(
        nint booster, ReadOnlySpan<float> data, int dataType, int rows, int columns, int isRowMajor, int what, int firstIteration, int iterations, ReadOnlySpan<byte> parameters, out long length, Span<double> results);

    [LibraryImport(Name)]
    private static partial int LGBM_BoosterPredictForMatSingleRowFastInit(
        nint booster, int what, int firstIteration, int iterations, int dataType, int columns, ReadOnlySpan<byte> parameters, out nint prepared);

    [LibraryImport(Name)]
    private static partial int LGBM_BoosterPredictForMatSingleRowFast(nint prepared, ReadOnlySpan<float> row, out long length, Span<double> results);

    [LibraryImport(Name)]
    private static partial int LGBM_BoosterFree(nint booster);

    [LibraryImport(Name)]
    private static partial int LGBM_FastConfigFree(nint prepared);
}
