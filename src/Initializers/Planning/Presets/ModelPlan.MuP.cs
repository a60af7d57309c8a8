using System.Buffers;
using System.Text.RegularExpressions;

namespace Initializers;

/// <content>muP, over any plan.</content>
public static partial class ModelPlan
{
    /// <summary>What a pattern takes for something else than itself.</summary>
    private static readonly SearchValues<char> PatternLetters = SearchValues.Create("*{}()|");

    /// <summary>
    /// muP: the plan of a narrow model for a wide one, so that learning rates found for the narrow one suit it. Matrices both of whose
    /// dimensions grow have deviations over sqrt(m), where m is by how much their inputs grow, unless their initializer divides by the fan
    /// itself; vectors keep the deviation that they have in the base; all others stay.
    /// </summary>
    /// <param name="plan">The plan of the narrow model.</param>
    /// <param name="baseShapes">Names and shapes of the narrow model, the base.</param>
    /// <param name="shapes">Names and shapes of the model to be filled: the same names.</param>
    /// <param name="readout">
    /// The pattern of the names of what reads the result out, whose inputs alone grow; null for none. An initializer that divides by the
    /// fan is multiplied by sqrt(m) there, so that the deviation stays, and others are not.
    /// </param>
    /// <returns>The plan with a rule for each parameter that is scaled, by its name; it is for these shapes alone.</returns>
    /// <exception cref="ArgumentNullException">A plan, or names and shapes, are null.</exception>
    /// <exception cref="PlanException">
    /// <paramref name="plan"/> does not fit <paramref name="shapes"/> or <paramref name="baseShapes"/>.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// The two models differ in names or ranks, a base has a name twice or a dimension of 0, or no parameter matches
    /// <paramref name="readout"/>.
    /// </exception>
    /// <remarks>
    /// <para>
    /// Yang et al. (2022), "Tensor Programs V: Tuning Large Neural Networks via Zero-Shot Hyperparameter Transfer",
    /// <see href="https://arxiv.org/abs/2203.03466"/>; microsoft/mup at 1981497 (2023-10-20). A dimension that differs from the base's is
    /// infinite: parameters of 0 or 1 such dimensions keep their deviation, and of 2 have it times <c>width_mult^-0.5</c>. On the
    /// assumption that they were drawn with 1 / sqrt(fan-in), <c>set_base_shapes</c> multiplies the weights and biases of a
    /// <c>MuReadout</c> and the biases of all other layers by <c>width_mult^0.5</c> once: such biases have the base's deviation here too.
    /// </para>
    /// <para>
    /// By what a readout divides its input, and the learning rates, are a matter of the network and the optimizer. A tied readout is not
    /// scaled: <c>MuSharedReadout</c> is, and the embedding with it.
    /// </para>
    /// </remarks>
    public static InitializationPlan MuP(
        InitializationPlan plan, IEnumerable<(string Name, TensorShape Shape)> baseShapes,
        IEnumerable<(string Name, TensorShape Shape)> shapes, string? readout = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(baseShapes);
        ArgumentNullException.ThrowIfNull(shapes);
        ResolvedPlan resolved = Resolved(plan, shapes, nameof(shapes));
        Dictionary<string, TensorShape> bases = BaseShapes(baseShapes, resolved);
        ResolvedPlan narrow = Resolved(plan, bases.Select(parameter => (parameter.Key, parameter.Value)), nameof(baseShapes));
        GlobPattern? readouts = readout is null ? null : new GlobPattern(readout, nameof(readout));
        if (readouts is not null && !resolved.Parameters.Any(parameter => readouts.TryMatch(parameter.PlainName, out _)))
            throw new ArgumentException($"readout must match a parameter, but \"{Excerpt.Of(readout!)}\" matches none.", nameof(readout));

        var wide = new InitializationPlan();
        foreach (PlannedParameter parameter in resolved.Parameters.Where(parameter => parameter.Action == RuleAction.Initialize))
        {
            bool isReadout = readouts?.TryMatch(parameter.PlainName, out _) ?? false;
            double factor = WidthFactor(parameter, narrow[parameter.Name], isReadout);
            if (factor != 1) AddByName(wide, parameter.PlainName, Rule.Scale(factor));
        }
        wide.Add(plan);
        return wide;
    }

    private static ResolvedPlan Resolved(InitializationPlan plan, IEnumerable<(string Name, TensorShape Shape)> shapes, string name)
    {
        try
        {
            return plan.Resolve(shapes.Select(parameter => parameter.Name is null ? throw new ArgumentNullException(name) : parameter));
        }
        catch (PlanException exception)
        {
            throw new PlanException(exception.Faults, name);
        }
    }

    /// <summary>What multiplies a parameter that is so much wider than its base.</summary>
    private static double WidthFactor(PlannedParameter parameter, PlannedParameter basis, bool isReadout)
    {
        TensorShape shape = parameter.Shape, narrow = basis.Shape;
        if (shape.Rank == 1) return Ratio(basis.Prediction, parameter.Prediction);
        int infinite = 0;
        double growth = 1;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (shape[axis] == narrow[axis]) continue;
            infinite++;
            bool isInput = shape.Layout.Fits(shape.Rank) && shape.Layout.RoleAt(axis, shape.Rank) == AxisRole.In;
            if (isInput) growth *= shape[axis] / (double)narrow[axis];
        }
        bool isConstant = parameter.Initializer is NormalInitializer or UniformInitializer or TruncatedNormalInitializer;
        return isReadout ? (isConstant ? 1 : Math.Sqrt(growth))
            : infinite == 2 && isConstant ? 1 / Math.Sqrt(growth) : 1;
    }

    /// <summary>By what one deviation exceeds another, of noise around 0.</summary>
    private static double Ratio(WeightPrediction? one, WeightPrediction? other) =>
        one is { Mean: 0, StandardDeviation: > 0 } basis && other is { Mean: 0, StandardDeviation: > 0 } wide
            ? basis.StandardDeviation / wide.StandardDeviation : 1;

    /// <summary>The shapes of the base by name, which are those of the model but for some dimensions.</summary>
    private static Dictionary<string, TensorShape> BaseShapes(
        IEnumerable<(string Name, TensorShape Shape)> baseShapes, ResolvedPlan resolved)
    {
        var bases = new Dictionary<string, TensorShape>();
        foreach ((string name, TensorShape shape) in baseShapes)
        {
            ArgumentNullException.ThrowIfNull(name, nameof(baseShapes));
            if (shape.Count == 0 || !bases.TryAdd(name, shape))
                throw new ArgumentException(
                    $"baseShapes must have each name once, with elements, but had {Excerpt.Of(name)} {shape}"
                    + (shape.Count == 0 ? "." : " as a second one."),
                    nameof(baseShapes));
        }
        var differing = resolved.Parameters.Select(parameter => parameter.Name).ToHashSet();
        differing.SymmetricExceptWith(bases.Keys);
        if (differing.Count > 0)
            throw new ArgumentException(
                "baseShapes must have the names of the model, "
                + $"but {string.Join(", ", differing.Order().Take(3).Select(name => Excerpt.Of(name)))} "
                + $"{(differing.Count == 1 ? "is" : "are")} in one of them alone.",
                nameof(baseShapes));
        if (resolved.Parameters.FirstOrDefault(parameter => bases[parameter.Name].Rank != parameter.Shape.Rank) is { } other)
            throw new ArgumentException(
                $"baseShapes must have the ranks of the model, but {Excerpt.Of(other.Name)} was {bases[other.Name]}, and is {other.Shape}.",
                nameof(baseShapes));
        return bases;
    }

    /// <summary>Adds a rule for one name, whatever its letters are.</summary>
    private static void AddByName(InitializationPlan plan, string name, Rule rule)
    {
        if (name.AsSpan().ContainsAny(PatternLetters)) plan.Add(new Regex(Regex.Escape(name)), rule);
        else plan.Add(name, rule);
    }
}
