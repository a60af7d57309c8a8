using static System.FormattableString;

namespace Initializers.Checkpoints;

/// <summary>How a checkpoint is written.</summary>
/// <remarks>Thread-safe: an immutable value.</remarks>
public sealed record CheckpointOptions
{
    /// <summary>5 GB, the limit of huggingface_hub.</summary>
    public const long DefaultShardBytes = 5_000_000_000;

    /// <summary>The defaults: float32, files of at most 5 GB.</summary>
    public static CheckpointOptions Default { get; } = new();

    /// <summary>
    /// The number type of all tensors: <see cref="TensorDataType.F32"/> (the default), <see cref="TensorDataType.F64"/>,
    /// <see cref="TensorDataType.F16"/> or <see cref="TensorDataType.BF16"/>. Values are those of the plan's fills in that type: rounded
    /// once from float32, or widened, except that orthogonal matrices are computed in double for F64.
    /// </summary>
    /// <exception cref="ArgumentException">The type is another one.</exception>
    public TensorDataType Type
    {
        get;
        init => field = TensorBytes.IsWritten(value) ? value : throw new ArgumentException(
            $"{nameof(Type)} must be F32, F64, F16 or BF16, but was {value}.", nameof(value));
    } = TensorDataType.F32;

    /// <summary>The most bytes of tensors in a file; a larger tensor has a file of its own. Defaults to 5,000,000,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public long ShardBytes
    {
        get;
        init => field = Guard.Positive(value, shown: nameof(ShardBytes));
    } = DefaultShardBytes;

    /// <summary><c>CheckpointOptions(type: BF16, shardBytes: 5000000000)</c>.</summary>
    public override string ToString() => Invariant($"CheckpointOptions(type: {TensorDataTypes.NameOf(Type)}, shardBytes: {ShardBytes})");
}
