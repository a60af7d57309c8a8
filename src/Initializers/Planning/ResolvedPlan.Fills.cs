using System.Runtime.CompilerServices;
using static System.FormattableString;

namespace Initializers;

/// <content>The fills.</content>
public sealed partial class ResolvedPlan
{
    /// <summary>Fills all parameters.</summary>
    /// <param name="weights">
    /// The memory of each parameter, in row-major order, by its name as it was given. A tied parameter that has memory of its own receives
    /// a copy. Skipped tensors are not asked for.
    /// </param>
    /// <param name="random">The source of which each parameter takes a fork; it does not move.</param>
    /// <param name="progress">Told what has been filled, from any thread.</param>
    /// <param name="cancellation">Stops between two parameters; those that have been filled stay so.</param>
    /// <exception cref="ArgumentNullException"><paramref name="weights"/> or <paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// Memory is missing, has another length than its parameter, or two parameters share some; nothing is written then.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was asked for.</exception>
    public void Initialize(
        Func<string, Memory<float>> weights, PhiloxRandom random, IProgress<PlanProgress>? progress = null,
        CancellationToken cancellation = default) =>
        Fill(weights, random, progress, cancellation);

    /// <summary>Fills all parameters with doubles.</summary>
    /// <inheritdoc cref="Initialize(Func{string, Memory{float}}, PhiloxRandom, IProgress{PlanProgress}, CancellationToken)"/>
    public void Initialize(
        Func<string, Memory<double>> weights, PhiloxRandom random, IProgress<PlanProgress>? progress = null,
        CancellationToken cancellation = default) =>
        Fill(weights, random, progress, cancellation);

    /// <summary>Fills all parameters with halves.</summary>
    /// <inheritdoc cref="Initialize(Func{string, Memory{float}}, PhiloxRandom, IProgress{PlanProgress}, CancellationToken)"/>
    public void Initialize(
        Func<string, Memory<Half>> weights, PhiloxRandom random, IProgress<PlanProgress>? progress = null,
        CancellationToken cancellation = default) =>
        Fill(weights, random, progress, cancellation);

    /// <summary>Fills all parameters with bfloat16, as bits.</summary>
    /// <inheritdoc cref="Initialize(Func{string, Memory{float}}, PhiloxRandom, IProgress{PlanProgress}, CancellationToken)"/>
    public void InitializeBFloat16(
        Func<string, Memory<ushort>> weights, PhiloxRandom random, IProgress<PlanProgress>? progress = null,
        CancellationToken cancellation = default) =>
        Fill(weights, random, progress, cancellation);

    /// <summary>Fills one parameter.</summary>
    /// <param name="name">The parameter's name as it was given; one that is tied has the values of what it is tied to.</param>
    /// <param name="weights">All of its elements, in row-major order.</param>
    /// <param name="random">The source of which the parameter takes a fork.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentException">There is no such parameter, it is not filled, or the length is wrong.</exception>
    public void Initialize(string name, Span<float> weights, PhiloxRandom random) => FillOne(name, weights, random);

    /// <inheritdoc cref="Initialize(string, Span{float}, PhiloxRandom)"/>
    public void Initialize(string name, Span<double> weights, PhiloxRandom random) => FillOne(name, weights, random);

    /// <inheritdoc cref="Initialize(string, Span{float}, PhiloxRandom)"/>
    public void Initialize(string name, Span<Half> weights, PhiloxRandom random) => FillOne(name, weights, random);

    /// <summary>Fills one parameter with bfloat16, as bits.</summary>
    /// <inheritdoc cref="Initialize(string, Span{float}, PhiloxRandom)"/>
    public void InitializeBFloat16(string name, Span<ushort> weights, PhiloxRandom random) => FillOne(name, weights, random);

    /// <summary>Fills a slice of a parameter with the values that it has in the whole.</summary>
    /// <param name="name">The parameter's name as it was given.</param>
    /// <param name="slice">Where the elements go.</param>
    /// <param name="start">The row-major index of the first of them in the parameter.</param>
    /// <param name="random">The source of which the parameter takes a fork.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentException">There is no such parameter, it is not filled, or the slice does not lie within it.</exception>
    /// <remarks>An initializer that fills whole parameters only, such as an orthogonal one, does so in rented memory.</remarks>
    public void InitializeSlice(string name, Span<float> slice, long start, PhiloxRandom random) => FillSlice(name, slice, start, random);

    /// <inheritdoc cref="InitializeSlice(string, Span{float}, long, PhiloxRandom)"/>
    public void InitializeSlice(string name, Span<double> slice, long start, PhiloxRandom random) => FillSlice(name, slice, start, random);

    /// <inheritdoc cref="InitializeSlice(string, Span{float}, long, PhiloxRandom)"/>
    public void InitializeSlice(string name, Span<Half> slice, long start, PhiloxRandom random) => FillSlice(name, slice, start, random);

    /// <summary>Fills a slice of a parameter with bfloat16, as bits.</summary>
    /// <inheritdoc cref="InitializeSlice(string, Span{float}, long, PhiloxRandom)"/>
    public void InitializeSliceBFloat16(string name, Span<ushort> slice, long start, PhiloxRandom random) =>
        FillSlice(name, slice, start, random);

    /// <summary>
    /// Fills a rectangle of a parameter, such as the shard of a process in tensor parallelism, with the values that it has in the whole.
    /// </summary>
    /// <param name="name">The parameter's name as it was given.</param>
    /// <param name="shard">Where the elements go, in row-major order of the rectangle.</param>
    /// <param name="ranges">The first index and the number of indices along each axis.</param>
    /// <param name="random">The source of which the parameter takes a fork.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// There is no such parameter, it is not filled, a range does not lie within its axis, or the length of the shard is not their product.
    /// </exception>
    public void InitializeShard(string name, Span<float> shard, ReadOnlySpan<(long Start, long Length)> ranges, PhiloxRandom random) =>
        FillShard(name, shard, ranges, random);

    /// <inheritdoc cref="InitializeShard(string, Span{float}, ReadOnlySpan{ValueTuple{long, long}}, PhiloxRandom)"/>
    public void InitializeShard(string name, Span<double> shard, ReadOnlySpan<(long Start, long Length)> ranges, PhiloxRandom random) =>
        FillShard(name, shard, ranges, random);

    /// <inheritdoc cref="InitializeShard(string, Span{float}, ReadOnlySpan{ValueTuple{long, long}}, PhiloxRandom)"/>
    public void InitializeShard(string name, Span<Half> shard, ReadOnlySpan<(long Start, long Length)> ranges, PhiloxRandom random) =>
        FillShard(name, shard, ranges, random);

    /// <summary>Fills a rectangle of a parameter with bfloat16, as bits.</summary>
    /// <inheritdoc cref="InitializeShard(string, Span{float}, ReadOnlySpan{ValueTuple{long, long}}, PhiloxRandom)"/>
    public void InitializeShardBFloat16(
        string name, Span<ushort> shard, ReadOnlySpan<(long Start, long Length)> ranges, PhiloxRandom random) =>
        FillShard(name, shard, ranges, random);

    /// <summary>
    /// Fills a part of a parameter, such as that of a process in tensor parallelism, with the values that it has in the whole.
    /// </summary>
    /// <param name="name">The parameter's name as it was given.</param>
    /// <param name="weights">Where the elements go, in row-major order of the part.</param>
    /// <param name="shard">The part of the whole shape.</param>
    /// <param name="random">The source of which the parameter takes a fork.</param>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="name"/>, <paramref name="shard"/> or <paramref name="random"/> is null.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// There is no such parameter, it is not filled, its shape is not that of which the shard is a part, or the length is wrong.
    /// </exception>
    /// <remarks>
    /// An initializer that fills slices (<see cref="ISliceInitializer"/>) draws what the part holds, and what lies between its runs where
    /// that is little and so faster than to begin anew. Any other one draws the whole parameter in rented memory, in the time of the whole
    /// on each process: orthogonal matrices, <c>PerBlock</c>, Chrono, Nguyen and Widrow's, doubles and 16-bit numbers of <c>Scaled</c>, and
    /// initializers of your own that fill no slices.
    /// </remarks>
    public void InitializeShard(string name, Span<float> weights, TensorShard shard, PhiloxRandom random) =>
        FillShard(name, weights, shard, random);

    /// <inheritdoc cref="InitializeShard(string, Span{float}, TensorShard, PhiloxRandom)"/>
    public void InitializeShard(string name, Span<double> weights, TensorShard shard, PhiloxRandom random) =>
        FillShard(name, weights, shard, random);

    /// <inheritdoc cref="InitializeShard(string, Span{float}, TensorShard, PhiloxRandom)"/>
    public void InitializeShard(string name, Span<Half> weights, TensorShard shard, PhiloxRandom random) =>
        FillShard(name, weights, shard, random);

    /// <summary>Fills a part of a parameter with bfloat16, as bits.</summary>
    /// <inheritdoc cref="InitializeShard(string, Span{float}, TensorShard, PhiloxRandom)"/>
    public void InitializeShardBFloat16(string name, Span<ushort> weights, TensorShard shard, PhiloxRandom random) =>
        FillShard(name, weights, shard, random);

    private void FillSlice<T>(string name, Span<T> slice, long start, PhiloxRandom random) where T : unmanaged
    {
        PlannedParameter parameter = Filled(name, random);
        Guard.SliceArguments(start, slice.Length, parameter.Shape, random);
        new ParameterFill(parameter, random).Slice(slice, start);
    }

    private void FillShard<T>(string name, Span<T> shard, ReadOnlySpan<(long Start, long Length)> ranges, PhiloxRandom random)
        where T : unmanaged
    {
        PlannedParameter parameter = Filled(name, random);
        var rectangle = TensorShard.Rectangle(parameter.Shape, ranges);
        if (rectangle.Count != shard.Length)
            throw new ArgumentException(
                Invariant($"shard must have {rectangle.Count} elements, as many as the ranges, but had {shard.Length}."), nameof(shard));
        new ParameterFill(parameter, random).Shard(shard, rectangle);
    }

    private void FillShard<T>(string name, Span<T> weights, TensorShard shard, PhiloxRandom random) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(shard);
        PlannedParameter parameter = Filled(name, random);
        if (!shard.Shape.Dimensions.SequenceEqual(parameter.Shape.Dimensions))
            throw new ArgumentException(
                $"shard must be a part of {parameter.Shape}, the shape of {Excerpt.Of(name)}, but was of {shard.Shape}.", nameof(shard));
        if (weights.Length != shard.Count)
            throw new ArgumentException(
                Invariant($"weights must have {shard.Count} elements, as many as the shard, but had {weights.Length}."), nameof(weights));
        new ParameterFill(parameter, random).Shard(weights, shard);
    }

    private void FillOne<T>(string name, Span<T> weights, PhiloxRandom random) where T : unmanaged
    {
        PlannedParameter parameter = Filled(name, random);
        Guard.Length(weights.Length, parameter.Shape);
        new ParameterFill(parameter, random).Whole(weights);
    }

    /// <summary>The parameter of a name that is filled, or what it is tied to.</summary>
    private PlannedParameter Filled(string name, PhiloxRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        PlannedParameter parameter = this[name];
        if (parameter.TiedTo is { } owner) parameter = this[owner];
        return parameter.Action == RuleAction.Initialize ? parameter : throw new ArgumentException(
            $"name must be that of a parameter that is filled, but was {Excerpt.Of(name)}, which is {Excerpt.Of(parameter.What)}.",
            nameof(name));
    }

    private void Fill<T>(
        Func<string, Memory<T>> weights, PhiloxRandom random, IProgress<PlanProgress>? progress, CancellationToken cancellation)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(random);
        Memory<T>[] memory = PlanMemory.Of(weights, _parameters);
        cancellation.ThrowIfCancellationRequested();
        if (typeof(T) != typeof(float)) CheckParts<T>(); // floats were checked when the plan was resolved
        var tally = new Tally(progress, _order.Large.Length + _order.Small.Length, progress is null ? 0 : FilledElements);

        foreach (int i in _order.Large)
        {
            cancellation.ThrowIfCancellationRequested();
            new ParameterFill(_parameters[i], random).Whole(memory[i].Span);
            tally.Add(_parameters[i]);
        }
        WorkItems<byte>.Run(new SmallFills<T>(this, memory, random, tally, cancellation), random.MaxDegreeOfParallelism);
        CopyTies(memory);
    }

    private long FilledElements => Sum(_order.Large.Concat(_order.Small).Select(i => _parameters[i].Elements));

    private void CheckParts<T>() where T : unmanaged
    {
        foreach (PlannedParameter parameter in _parameters) ParameterFill.Check<T>(parameter);
    }

    /// <summary>Tied parameters with memory of their own have the values of what they are tied to.</summary>
    private void CopyTies<T>(Memory<T>[] memory) where T : unmanaged
    {
        if (_order.Tied.Length == 0) return;
        var numbers = new Dictionary<string, int>();
        for (int i = 0; i < memory.Length; i++) numbers.Add(_parameters[i].Name, i);
        foreach (int i in _order.Tied)
        {
            Span<T> own = memory[i].Span, values = memory[numbers[_parameters[i].TiedTo!]].Span;
            if (own.Length > 0 && !Unsafe.AreSame(ref own[0], ref values[0])) values.CopyTo(own);
        }
    }

    /// <summary>Small parameters in batches, each of which one thread fills.</summary>
    private readonly struct SmallFills<T>(
        ResolvedPlan plan, Memory<T>[] memory, PhiloxRandom random, Tally tally, CancellationToken cancellation) : IWorkItems<byte>
        where T : unmanaged
    {
        public int Count => plan._order.Batches.Length - 1;

        public int MemoryLength => 0;

        public void Do(int item, Span<byte> memoryOfThread)
        {
            FillOrder order = plan._order;
            foreach (int i in order.Small.AsSpan(order.Batches[item]..order.Batches[item + 1]))
            {
                cancellation.ThrowIfCancellationRequested();
                PlannedParameter parameter = plan._parameters[i];
                new ParameterFill(parameter, random, isAlone: true).Whole(memory[i].Span);
                tally.Add(parameter);
            }
        }
    }

    /// <summary>Counts what has been filled.</summary>
    private sealed class Tally(IProgress<PlanProgress>? progress, int parameters, long elements)
    {
        private readonly Lock _lock = new();
        private int _parameters;
        private long _elements;

        public void Add(PlannedParameter parameter)
        {
            if (progress is null) return;
            lock (_lock)
            {
                _parameters++;
                _elements += parameter.Elements;
                progress.Report(new(parameter.Name, _parameters, parameters, _elements, elements));
            }
        }
    }
}

/// <summary>How far a plan's fill has come.</summary>
/// <param name="Name">The parameter that was filled last.</param>
/// <param name="Parameters">How many have been filled.</param>
/// <param name="AllParameters">How many are to be filled.</param>
/// <param name="Elements">How many elements have been filled.</param>
/// <param name="AllElements">How many elements are to be filled.</param>
/// <remarks>Thread-safe: an immutable value.</remarks>
public readonly record struct PlanProgress(string Name, int Parameters, int AllParameters, long Elements, long AllElements)
{
    /// <summary>The parameter that was filled last; empty for none.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    public string Name { get => field ?? ""; init => field = Guard.NotNull(value, shown: nameof(Name)); } =
        Guard.NotNull(Name);

    /// <summary><c>12 of 148 parameters, 39,383,808 of 124,439,808 elements: h.0.mlp.c_proj.bias</c>.</summary>
    public override string ToString() =>
        Invariant($"{Parameters} of {AllParameters} parameters, {Elements:N0} of {AllElements:N0} elements: {Excerpt.Of(Name)}");
}
