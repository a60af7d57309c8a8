namespace Initializers;

/// <summary>
/// A hash function of the Secure Hash Standard with blocks of 512 bits: the words that it begins with, and what a block makes of them.
/// </summary>
internal interface ISecureHash
{
    /// <summary>The words before the first block. There are as many in a digest.</summary>
    static abstract ReadOnlySpan<uint> InitialState { get; }

    /// <summary>Mixes the next block of the padded message, <see cref="SecureHash.BlockBytes"/> bytes, into the words.</summary>
    static abstract void Mix(ReadOnlySpan<byte> block, Span<uint> state);
}
