using System.Numerics.Tensors;
using Matcher.Benchmarks.Workloads;
using Matcher.Scorer.Features;
using Microsoft.ML.OnnxRuntime;

namespace Matcher.Benchmarks.Rivals;

/// <summary>
/// ONNX Runtime, all rows of a request in one call. Rows and scores are bound beforehand to memory that stays in place, so that a call neither
/// copies rows nor makes tensors; the scores are widened, which takes nanoseconds.
/// </summary>
internal sealed class OnnxBatch : IRival
{
    private readonly InferenceSession session;
    private readonly RunOptions options = new();
    private readonly float[] scored;
    private readonly OrtValue output;
    private readonly OrtValue[] inputs;
    private readonly OrtIoBinding[] bindings;

    public OnnxBatch(Workload work)
    {
        using var sessionOptions = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, ExecutionMode = ExecutionMode.ORT_SEQUENTIAL };
        session = new(OnnxTrees.Write(work.Trees, FeatureSchema.Count), sessionOptions);
        scored = new float[work.Candidates];
        output = OrtValue.CreateTensorValueFromMemory(scored, [work.Candidates, 1]);
        inputs = Array.ConvertAll(work.Requests, rows => OrtValue.CreateTensorValueFromMemory(rows, [work.Candidates, FeatureSchema.Count]));
        bindings = Array.ConvertAll(inputs, input =>
        {
            var binding = session.CreateIoBinding();
            binding.BindInput(OnnxTrees.Input, input);
            binding.BindOutput(OnnxTrees.Output, output);
            return binding;
        });
    }

    public void Score(int request, double[] scores)
    {
        session.RunWithBinding(options, bindings[request]);
        TensorPrimitives.ConvertChecked<float, double>(scored, scores);
    }

    public void Dispose()
    {
        foreach (var binding in bindings) binding.Dispose();
        foreach (var input in inputs) input.Dispose();
        output.Dispose();
        options.Dispose();
        session.Dispose();
    }
}
