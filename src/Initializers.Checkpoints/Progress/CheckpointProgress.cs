using static System.FormattableString;

namespace Initializers.Checkpoints;

/// <summary>How far a checkpoint is written or read.</summary>
/// <param name="Name">The tensor that was written or read last, or a part of it.</param>
/// <param name="Bytes">The bytes of tensors that are done.</param>
/// <param name="AllBytes">The bytes of all tensors that this process writes or reads.</param>
/// <remarks>Thread-safe: an immutable value.</remarks>
public readonly record struct CheckpointProgress(string Name, long Bytes, long AllBytes)
{
    /// <summary>The tensor that was written or read last, or a part of it; empty for none.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    public string Name { get => field ?? ""; init => field = Guard.NotNull(value, shown: nameof(Name)); } = Guard.NotNull(Name);

    /// <summary><c>CheckpointProgress(h.0.ln_1.weight: 3072 of 497759232 bytes)</c>.</summary>
    public override string ToString() => Invariant($"CheckpointProgress({Name}: {Bytes} of {AllBytes} bytes)");
}
