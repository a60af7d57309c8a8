using static System.FormattableString;

namespace Initializers;

/// <summary>Works out what a rule does with one parameter, and refuses what cannot be done.</summary>
/// <param name="parameter">The parameter.</param>
/// <param name="match">How the rule matches it.</param>
/// <param name="number">The rule's number.</param>
/// <param name="planRule">The rule.</param>
/// <param name="factor">What multiplies the values.</param>
/// <param name="scaling">The numbers of the rules that say so.</param>
internal readonly struct ParameterPlanner(
    PlanParameter parameter, RuleMatch match, int number, PlanRule planRule, double factor, IReadOnlyList<int> scaling)
{
    /// <summary>What stands in the name of a stream for the number of an entry of a batch.</summary>
    private const string Entry = "{entry}";

    /// <summary>The most entries that are listed, each with a stream of its own.</summary>
    private const long MostEntries = 1 << 20;

    private Rule Rule => planRule.Rule;

    /// <summary>The parameter with its initializer, streams and promise.</summary>
    /// <exception cref="ArgumentException">The rule does not suit the parameter.</exception>
    public PlannedParameter Plan()
    {
        TensorShape shape = Rule.Refine(parameter.Shape);
        if (parameter.IsLayerKnown) CheckMeaning(shape);
        if (Rule.Action != RuleAction.Initialize)
        {
            return new(parameter, match.Name, shape, number, planRule)
            {
                TiedTo = Rule.Target is null ? null : match.Expand(Rule.Target),
            };
        }
        IWeightInitializer initializer = Initializer();
        CheckParts(shape);
        CheckRows(shape);
        if (Rule.Heads > 1) HeadRows.Check(shape, Rule.Heads);
        ParameterPart[] parts = Rule.Streams.Count == 0 ? [new(0, shape, match.Name, initializer)] : [.. Parts(shape, initializer)];
        if (parts is [var whole]) ParameterFill.Check<float>(whole);
        else foreach (ParameterPart part in parts.DistinctBy(part => (part.Shape, part.Initializer))) ParameterFill.Check<float>(part);
        return new(parameter, match.Name, shape, number, planRule)
        {
            Initializer = initializer,
            ScalingRules = scaling,
            Parts = parts,
            Streams = parts.Length == 1 ? [parts[0].Stream] : [.. parts.Select(part => part.Stream)],
            Prediction = Promise(parts),
        };
    }

    /// <summary>Refuses a layout or groups other than those of a known layer, by which fans would be wrong without a word.</summary>
    private void CheckMeaning(in TensorShape shape)
    {
        TensorShape known = parameter.Shape;
        if (Rule.Layout is not null && !known.Layout.MeansTheSame(shape.Layout, shape.Rank))
            throw new ArgumentException(
                $"the rule's layout must be that of the layer, \"{known.Layout}\", but was \"{shape.Layout}\""
                + (planRule.Plan.IsPreset ? "; the preset is for other code, and may have an option for this one." : "."));
        if (Rule.Groups is { } groups && groups != known.Groups)
            throw new ArgumentException(Invariant($"the rule's groups must be those of the layer, {known.Groups}, but were {groups}."));
    }

    /// <summary>What the parts promise together, which need not be what the initializer promises of the whole.</summary>
    private static WeightPrediction? Promise(ParameterPart[] parts) => WeightPrediction.OfParts(parts is [var whole]
        ? [(whole.Initializer, whole.Shape, 1)]
        : parts.GroupBy(part => (part.Initializer, part.Shape))
            .Select(alike => (alike.Key.Initializer, alike.Key.Shape, alike.LongCount())));

    private IWeightInitializer Initializer()
    {
        IWeightInitializer? initializer = Rule.Factory is null ? Rule.Initializer : Rule.Factory(match);
        if (initializer is null) throw new ArgumentException("the rule's function must return an initializer, but returned null.");
        Rule.RefuseBound(initializer);
        if (initializer is IFrameworkInitializer framework && framework.SourceOf(0) is { } source)
            throw new ArgumentException(
                $"the initializer must draw from any source, but was {initializer}, which draws from a {source.GetType().Name} alone.");
        return Scaled(initializer);
    }

    /// <summary>The values times the factor; where an initializer has its scale as a parameter, that is multiplied.</summary>
    private IWeightInitializer Scaled(IWeightInitializer initializer) => initializer switch
    {
        _ when factor == 1 => initializer,
        ConstantInitializer constant => Init.Constant(constant.Value * factor),
        NormalInitializer normal => Init.Normal(normal.Mean * factor, normal.StandardDeviation * factor),
        UniformInitializer uniform => Init.Uniform(uniform.Low * factor, uniform.High * factor),
        TruncatedNormalInitializer cut => Init.TruncatedNormal(cut.Mean * factor, cut.StandardDeviation * factor, cut.Lower, cut.Upper),
        _ => initializer.Scaled(factor),
    };

    /// <summary>Refuses groups and blocks that do not divide the channels, also for an initializer that does not ask for them.</summary>
    private void CheckParts(in TensorShape shape)
    {
        if (shape.Count == 0 || (Rule.Groups is null && Rule.Blocks is null)) return;
        if (shape.Rank > 1) LayerCounts.Check(shape);
        else shape.BlockShape(0);
    }

    private void CheckRows(in TensorShape shape)
    {
        long rows = shape.Rank == 0 ? 1 : shape[0];
        if ((Rule.PaddingRow ?? parameter.PaddingRow) is { } padding && padding >= rows)
            throw new ArgumentException(Invariant($"the padding row must be below {rows}, the rows of {shape}, but was {padding}."));
        if (Rule.KeptRows > rows)
            throw new ArgumentException(Invariant($"the kept rows must be at most {rows}, the rows of {shape}, but were {Rule.KeptRows}."));
    }

    /// <summary>The parts that have streams of their own.</summary>
    private List<ParameterPart> Parts(in TensorShape shape, IWeightInitializer initializer)
    {
        RuleMatch found = match;
        string[] streams = [.. Rule.Streams.Select(stream => found.Expand(stream, Entry))];
        bool byEntry = Array.Exists(streams, stream => stream.Contains(Entry, StringComparison.Ordinal));
        if (!byEntry && streams.Length == 1) return [new(0, shape, streams[0], initializer)];
        if (streams.Length > 1 && streams.Length != shape.Blocks)
            throw new ArgumentException(
                Invariant($"the streams must be one, or one for each of the {shape.Blocks} blocks of {shape}, but were {streams.Length}."));
        (long entries, TensorShape entryShape) = byEntry ? OfEntries(shape) : (1, shape);
        if (streams.Length > 1 && entryShape.Layout.OutputAxisOf(entryShape) != 0)
            throw new ArgumentException($"blocks with streams of their own must be rows, but were columns of {shape}.");
        var parts = new List<ParameterPart>();
        long start = 0;
        for (long entry = 0; entry < entries; entry++)
        {
            for (int block = 0; block < streams.Length; block++)
            {
                TensorShape part = streams.Length == 1 ? entryShape : entryShape.BlockShape(block);
                string stream = streams[block].Replace(Entry, Invariant($"{entry}"), StringComparison.Ordinal);
                parts.Add(new(start, part, stream, streams.Length == 1 ? initializer : OfBlock(initializer, block)));
                start += part.Count;
            }
        }
        return parts;
    }

    /// <summary>What fills a block that is drawn by itself: of an initializer for each block, the one of the block.</summary>
    private static IWeightInitializer OfBlock(IWeightInitializer initializer, int block) => initializer switch
    {
        PerBlockInitializer blocks => blocks.Blocks[block],
        ScaledInitializer scaled => OfBlock(scaled.Inner, block).Scaled(scaled.Factor),
        WrappingInitializer { Inner: PerBlockInitializer or WrappingInitializer } => throw new ArgumentException(
            $"the initializer must be PerBlock or have none inside for streams by block, but was {initializer}."),
        _ => initializer,
    };

    /// <summary>How many entries the batch of a shape has, and the shape of each, which must lie together.</summary>
    private static (long Entries, TensorShape Shape) OfEntries(in TensorShape shape)
    {
        WeightLayout layout = shape.Layout;
        if (shape.Rank < 2 || layout.RoleAt(0, shape.Rank) != AxisRole.Batch)
            throw new ArgumentException(
                $"the layout must begin with the batch for streams by {Entry}, \"batch, out, in\" say, but was \"{layout}\" of {shape}.");
        if (shape[0] > MostEntries)
            throw new ArgumentException(
                Invariant($"the batch must have at most {MostEntries} entries for streams by {Entry}, but was that of {shape}."));
        return (shape[0], shape.Entry());
    }
}
