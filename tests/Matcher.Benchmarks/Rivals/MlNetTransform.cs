using Matcher.Benchmarks.Workloads;
using Microsoft.ML;

namespace Matcher.Benchmarks.Rivals;

/// <summary>
/// ML.NET's Transform by a linear model over all rows of a request at once, held in memory, read through a cursor on the one column that is
/// wanted.
/// </summary>
internal sealed class MlNetTransform : IRival
{
    private readonly ITransformer transformer;
    private readonly IDataView[] requests;

    public MlNetTransform(Workload work)
    {
        var context = new MLContext(1);
        transformer = MlNetLinear.Train(context, work);
        requests = Array.ConvertAll(MlNetLinear.RowsOf(work), rows => context.Data.LoadFromEnumerable(rows, MlNetLinear.Schema));
    }

    public void Score(int request, double[] scores)
    {
        var scored = transformer.Transform(requests[request]);
        var column = scored.Schema["Score"];
        // Asked for one cursor, ML.NET would share the rows among threads; asked for a set of one, it doesn't.
        using var cursor = scored.GetRowCursorSet([column], 1).Single();
        var read = cursor.GetGetter<float>(column);
        for (var i = 0; cursor.MoveNext(); i++)
        {
            var score = 0f;
            read(ref score);
            scores[i] = score;
        }
    }

    public void Dispose() { }
}
