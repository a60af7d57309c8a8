namespace Initializers.Checkpoints;

/// <summary>The refusal of a name that no tensor has.</summary>
internal static class MissingTensor
{
    /// <summary>The exception, which shows names that are like it.</summary>
    public static ArgumentException Of(string name, string path, IEnumerable<string> names)
    {
        string near = Excerpt.Join(NameComparer.Nearest(name, names));
        string example = near.Length == 0 ? "" : $", such as {near},";
        return new($"name must be that of a tensor of {path}{example} but was \"{Excerpt.Of(name)}\".", nameof(name));
    }
}
