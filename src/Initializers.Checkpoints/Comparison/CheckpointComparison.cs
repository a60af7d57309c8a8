using static System.FormattableString;

namespace Initializers.Checkpoints;

/// <summary>Two checkpoints, tensor by tensor: bits, numbers, and what those that differ are like.</summary>
/// <example>
/// <code>
/// var plan = new InitializationPlan { { "**", Init.Normal(0, 0.02) } };
/// ResolvedPlan resolved = plan.Resolve([("wte.weight", [100, 16]), ("wpe.weight", [8, 16])]);
/// resolved.Save("first", new PhiloxRandom(42));
/// resolved.Save("second", new PhiloxRandom(43));
/// using Checkpoint first = Checkpoint.Open("first"), second = Checkpoint.Open("second");
/// CheckpointComparison comparison = CheckpointComparison.Of(first, second);
/// Console.WriteLine(comparison); // CheckpointComparison(2 of 2 tensors differ)
/// foreach (TensorComparison tensor in comparison.Differences) Console.WriteLine(tensor);
/// </code>
/// </example>
/// <remarks>Thread-safe: an immutable value.</remarks>
public sealed class CheckpointComparison
{
    private CheckpointComparison(IEnumerable<TensorComparison> tensors) => Tensors = tensors.ToArray().AsReadOnly();

    /// <summary>All tensors: those of the first checkpoint in its order, then those that only the second has.</summary>
    public IReadOnlyList<TensorComparison> Tensors { get; }

    /// <summary>Those that are not the same.</summary>
    public IEnumerable<TensorComparison> Differences => Tensors.Where(tensor => tensor.Difference != TensorDifference.None);

    /// <summary>Whether all tensors have the same names, types, shapes and bits.</summary>
    public bool AreSame => !Differences.Any();

    /// <summary>Compares two checkpoints. Metadata and files do not count.</summary>
    /// <param name="first">One.</param>
    /// <param name="second">The other.</param>
    /// <param name="progress">Told how many bytes of the first have been read.</param>
    /// <param name="cancellation">Stops within a tensor.</param>
    /// <exception cref="ArgumentNullException"><paramref name="first"/> or <paramref name="second"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static CheckpointComparison Of(
        Checkpoint first, Checkpoint second, IProgress<CheckpointProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var tally = new CheckpointTally(progress, first.Bytes);
        var comparer = new TensorComparer(first, second, cancellation);
        var tensors = new List<TensorComparison>();
        foreach (SafetensorsEntry tensor in first.Tensors)
        {
            tensors.Add(second.Contains(tensor.Name) ? comparer.Compare(tensor, second[tensor.Name])
                : new(tensor, null, TensorDifference.OnlyInFirst));
            tally.Add(tensor.Name, tensor.Bytes);
        }
        tensors.AddRange(second.Tensors.Where(tensor => !first.Contains(tensor.Name))
            .Select(tensor => new TensorComparison(null, tensor, TensorDifference.OnlyInSecond)));
        return new(tensors);
    }

    /// <summary><c>CheckpointComparison(2 of 148 tensors differ)</c>.</summary>
    public override string ToString() => AreSame
        ? $"CheckpointComparison({Plural.Of(Tensors.Count, "tensor")}, all the same)"
        : Invariant($"CheckpointComparison({Differences.Count()} of {Plural.Of(Tensors.Count, "tensor")} differ)");
}
