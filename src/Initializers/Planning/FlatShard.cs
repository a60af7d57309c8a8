using static System.FormattableString;

namespace Initializers;

/// <summary>
/// The part that a process holds of parameters that are flattened, concatenated and divided evenly, as FSDP1 does with those of a wrapped
/// module: an element range of some parameters, in the order of the list, and padding behind the last one.
/// </summary>
/// <example>
/// <code>
/// (string, TensorShape)[] parameters = [("weight", [4, 3]), ("bias", [4])];
/// ResolvedPlan resolved = new InitializationPlan { { "**", Init.Normal(0, 0.02) } }.Resolve(parameters);
/// var shard = new FlatShard(parameters, part: 1, parts: 3);
/// float[] flat = new float[shard.Length];
/// foreach (FlatPiece piece in shard.Pieces)
///     resolved.InitializeSlice(piece.Name, piece.In(flat.AsSpan()), piece.Start, new PhiloxRandom(42));
/// Console.WriteLine(string.Join("; ", shard.Pieces)); // weight 6..12 at 0
/// </code>
/// </example>
/// <remarks>
/// <para>
/// N elements among P processes: each has a shard of ceil(N / P), process p has those from p ceil(N / P) on, and what lies behind N is
/// padding, for which there is no piece. FSDP1 also lets each parameter begin at a multiple of 16 bytes if it is made with
/// <c>use_orig_params=True</c>: an <c>alignment</c> of 4 floats or 8 halves.
/// </para>
/// <para>FSDP2 splits each parameter by itself: <see cref="TensorShard.Split"/> along axis 0.</para>
/// <para>Thread-safe: immutable.</para>
/// </remarks>
public sealed class FlatShard
{
    /// <summary>The part of one process.</summary>
    /// <param name="parameters">The parameters in their order, each once: one that is tied is not among them.</param>
    /// <param name="part">Which process, from 0.</param>
    /// <param name="parts">How many processes there are.</param>
    /// <param name="alignment">The number of elements of which the start of each parameter is a multiple. Defaults to 1.</param>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> or a name in it is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="parts"/> or <paramref name="alignment"/> is below 1, <paramref name="part"/> is negative or not below
    /// <paramref name="parts"/>, or there are 2^63 elements or more, with padding.
    /// </exception>
    public FlatShard(IEnumerable<(string Name, TensorShape Shape)> parameters, int part, int parts, int alignment = 1)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Guard.Part(part, parts);
        Guard.Positive(alignment);
        var places = new List<(string Name, Int128 Start, long Count)>();
        Int128 elements = 0;
        foreach ((string name, TensorShape shape) in parameters)
        {
            elements = (elements + alignment - 1) / alignment * alignment;
            places.Add((name ?? throw new ArgumentNullException(nameof(parameters), "parameters must have names, but had a null."),
                elements, shape.Count));
            elements += shape.Count;
        }
        if (elements > long.MaxValue - parts)
            throw new ArgumentException(
                Invariant($"parameters must have at most 2^63 - 1 elements and padding in all, but had {elements}."), nameof(parameters));
        Length = ((long)elements + parts - 1) / parts;
        Start = Length * part;
        Pieces = Array.AsReadOnly<FlatPiece>(
            [.. places.Select(place => PieceOf(place.Name, (long)place.Start, place.Count)).Where(piece => piece.Length > 0)]);
    }

    /// <summary>The number of elements of the shard, with padding: the same for all processes.</summary>
    public long Length { get; }

    /// <summary>The index of its first element among all of them.</summary>
    public long Start { get; }

    /// <summary>What it holds: parts of parameters in their order, without empty ones.</summary>
    public IReadOnlyList<FlatPiece> Pieces { get; }

    /// <summary>What the shard holds of a parameter that begins at an element of all.</summary>
    private FlatPiece PieceOf(string name, long start, long count)
    {
        long from = Math.Max(Start, start), to = Math.Min(Start + Length, start + count);
        return new(name, from - start, Math.Max(0, to - from), from - Start);
    }
}

/// <summary>What a <see cref="FlatShard"/> holds of one parameter.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Start">The row-major index in the parameter of the first element.</param>
/// <param name="Length">How many elements it holds.</param>
/// <param name="Offset">Where the first of them is in the shard.</param>
/// <remarks>Thread-safe: an immutable value.</remarks>
public readonly record struct FlatPiece(string Name, long Start, long Length, long Offset)
{
    /// <summary>The parameter; empty for none.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    public string Name { get => field ?? ""; init => field = Guard.NotNull(value, shown: nameof(Name)); } =
        Guard.NotNull(Name);

    /// <summary>Returns the place of the piece in the memory of the shard.</summary>
    /// <param name="shard">All of the shard.</param>
    /// <exception cref="ArgumentException">The piece does not lie within the memory.</exception>
    public Span<T> In<T>(Span<T> shard) =>
        Offset >= 0 && Length >= 0 && Length <= shard.Length - Offset ? shard.Slice((int)Offset, (int)Length)
        : throw new ArgumentException(
            Invariant($"shard must hold the elements from {Offset} on, of which there are {Length}, but had {shard.Length}."),
            nameof(shard));

    /// <summary><c>h.0.mlp.weight 6..12 at 0</c>.</summary>
    public override string ToString() => Invariant($"{Excerpt.Of(Name)} {Start}..{(Int128)Start + Length} at {Offset}");
}
