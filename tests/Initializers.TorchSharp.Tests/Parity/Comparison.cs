namespace Initializers.TorchSharp.Tests.Parity;

/// <summary>A tensor of libtorch's beside ours.</summary>
/// <param name="Tensor">What it is, in the words of a message.</param>
/// <param name="Difference">How the two differ; null if every bit is the same.</param>
internal sealed record Comparison(string Tensor, string? Difference)
{
    public static Comparison Of(string tensor, ReadOnlySpan<byte> theirs, ReadOnlySpan<byte> ours, bool isSamePlace)
    {
        string? difference = theirs.Length != ours.Length ? $"{theirs.Length} bytes, but {ours.Length} here"
            : !theirs.SequenceEqual(ours) ? $"other bytes from {theirs.CommonPrefixLength(ours)} of {theirs.Length} on"
            : !isSamePlace ? "the generators stand at different places"
            : null;
        return new(tensor, difference);
    }
}
