using static System.FormattableString;

namespace Initializers.Checkpoints;

/// <summary>How a checkpoint is written.</summary>
/// <remarks>Thread-safe: an immutable value.</remarks>
public sealed record CheckpointOptions
{
    /// <summary>5 GB, the limit of huggingface_hub.</summary>
    public const long DefaultShardBytes = 5_000_000_000;

    /// <summary>The defaults: float32, files of at most 5 GB, one process.</summary>
    public static CheckpointOptions Default { get; } = new();

    /// <summary>
    /// The number type of all tensors: <see cref="TensorDataType.F32"/> (the default), <see cref="TensorDataType.F64"/>,
    /// <see cref="TensorDataType.F16"/>, <see cref="TensorDataType.BF16"/>, <see cref="TensorDataType.F8E4M3"/> or
    /// <see cref="TensorDataType.F8E5M2"/>. Values are those of the plan's fills in that type: rounded once from float32, to nearest, ties
    /// to even; or widened, except that orthogonal matrices are computed in double for F64. Rounding to 8 bits may carry a value past the
    /// bounds of its distribution by half a unit.
    /// </summary>
    /// <exception cref="ArgumentException">The type is another one.</exception>
    public TensorDataType Type
    {
        get;
        init => field = TensorDataTypes.Written.Contains(value) ? value : throw new ArgumentException(
            $"{nameof(Type)} must be F64, F32, F16, BF16, F8_E4M3 or F8_E5M2, but was {value}.", nameof(value));
    } = TensorDataType.F32;

    /// <summary>
    /// Whether magnitudes beyond the largest number of 8 bits become that number, which is the default. Otherwise they become infinity in
    /// <see cref="TensorDataType.F8E5M2"/> and NaN in <see cref="TensorDataType.F8E4M3"/>, as in PyTorch. Types of 16 bits always have the
    /// largest number, and wider ones have whatever was drawn.
    /// </summary>
    public bool Saturates { get; init; } = true;

    /// <summary>The most bytes of tensors in a file; a larger tensor has a file of its own. Defaults to 5,000,000,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public long ShardBytes
    {
        get;
        init => field = Guard.Positive(value, shown: nameof(ShardBytes));
    } = DefaultShardBytes;

    /// <summary>What to do where the folder has a checkpoint. Defaults to <see cref="ExistingCheckpoint.Replace"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the names.</exception>
    public ExistingCheckpoint Existing
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(
            nameof(value), value, $"{nameof(Existing)} must be Replace, Resume or Refuse, but was {value}.");
    }

    /// <summary>
    /// Which of several processes this one is. Each writes the files that fall to it, and rank 0 waits for the others. Defaults to a single
    /// process.
    /// </summary>
    public ProcessRank Process { get; init; }

    /// <summary>
    /// How long rank 0 waits for other processes while no file in the folder changes. Defaults to 10 minutes;
    /// <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> is for ever.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not above 0.</exception>
    public TimeSpan Timeout
    {
        get;
        init => field = value > TimeSpan.Zero || value == System.Threading.Timeout.InfiniteTimeSpan ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), value, Invariant($"{nameof(Timeout)} must be above 0, or infinite, but was {value}."));
    } = TimeSpan.FromMinutes(10);

    /// <summary><c>CheckpointOptions(type: BF16, shardBytes: 5000000000)</c>.</summary>
    public override string ToString() => Invariant($"CheckpointOptions(type: {TensorDataTypes.NameOf(Type)}, shardBytes: {ShardBytes})");
}
