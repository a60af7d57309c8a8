using static System.FormattableString;

namespace Initializers.TorchSharp;

/// <summary>Whether a plan was resolved for the parameters that a module has.</summary>
internal static class SameParameters
{
    /// <summary>How many differences a message lists.</summary>
    private const int Shown = 5;

    /// <exception cref="ArgumentException">A name or the dimensions of a shape are those of one alone.</exception>
    public static void Check(ResolvedPlan plan, IReadOnlyList<ModuleTensor> tensors, string parameter)
    {
        Dictionary<string, TensorShape> planned = plan.Parameters.ToDictionary(one => one.Name, one => one.Shape),
            actual = tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.Parameter.Shape);
        string[] differences =
        [
            .. planned.Keys.Where(name => !actual.ContainsKey(name)).Select(name => $"{Excerpt.Of(name)} is in the plan alone"),
            .. actual.Keys.Where(name => !planned.ContainsKey(name)).Select(name => $"{Excerpt.Of(name)} is in the module alone"),
            .. planned.Where(one => actual.TryGetValue(one.Key, out TensorShape shape) && !HasDimensions(shape, one.Value))
                .Select(one => $"{Excerpt.Of(one.Key)} is {actual[one.Key]}, where the plan has {one.Value}"),
        ];
        if (differences.Length == 0) return;
        string more = differences.Length > Shown ? Invariant($"; and {differences.Length - Shown} more") : "";
        throw new ArgumentException(
            $"{parameter} must have the parameters and buffers that the plan was resolved for, "
            + $"but {string.Join("; ", differences.Take(Shown))}{more}.",
            parameter);
    }

    private static bool HasDimensions(in TensorShape one, in TensorShape other) => one.Dimensions.SequenceEqual(other.Dimensions);
}
