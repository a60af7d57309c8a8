using Initializers.Checkpoints;

namespace Initializers.Tool;

/// <summary>Looks at the numbers of a checkpoint for what no plan wants.</summary>
internal static class CheckpointFindings
{
    private const int Chunk = 1 << 20;

    /// <summary>Tensors that are NaN in part, all zeros where they are matrices, or copies of another.</summary>
    public static IReadOnlyList<TensorFinding> Of(Checkpoint checkpoint, CancellationToken cancellation)
    {
        var findings = new List<TensorFinding>();
        var byContent = new Dictionary<CheckpointHash, string>();
        foreach (SafetensorsEntry tensor in checkpoint.Tensors.Where(tensor => TensorNumbers.AreRead(tensor.Type) && tensor.Elements > 0))
        {
            cancellation.ThrowIfCancellationRequested();
            TensorMoments moments = MomentsOf(checkpoint, tensor, cancellation);
            if (moments.NonFinite > 0)
                findings.Add(new(tensor.Name, PlanFindingKind.NotFinite, $"has {Plural.Of(moments.NonFinite, "NaN or infinite value")}"));
            else if (moments is { Smallest: 0, Largest: 0 } && tensor.Dimensions.Count(length => length > 1) > 1)
                findings.Add(new(tensor.Name, PlanFindingKind.NeverFilled, "is all zeros, as some are by design", isFault: false));
            else if (moments.Smallest < moments.Largest)
            {
                CheckpointHash content = FileHash.OfContent(checkpoint.FileOf(tensor.Name), tensor, cancellation);
                if (!byContent.TryAdd(content, tensor.Name))
                {
                    findings.Add(new(
                        tensor.Name, PlanFindingKind.EqualToAnother, $"has the same values as {Excerpt.Of(byContent[content])}"));
                }
            }
        }
        return findings;
    }

    private static TensorMoments MomentsOf(Checkpoint checkpoint, SafetensorsEntry tensor, CancellationToken cancellation)
    {
        MomentSums sums = new();
        using var floats = new Rented<float>((int)Math.Min(Chunk, tensor.Elements));
        for (long start = 0; start < tensor.Elements; start += Chunk)
        {
            cancellation.ThrowIfCancellationRequested();
            Span<float> part = floats.Span[..(int)Math.Min(Chunk, tensor.Elements - start)];
            checkpoint.ReadFloats(tensor.Name, start, part);
            sums.Add(part);
        }
        return sums.Moments;
    }
}
