namespace Initializers;

/// <content>Presets as texts.</content>
public static partial class ModelPlan
{
    /// <summary>The names that <see cref="Parse(string)"/> knows: those of the members of this class.</summary>
    public static IReadOnlyList<string> Names => PresetCatalogue.Names;

    /// <summary>Reads a preset: a call as in C#, for configuration files and command lines.</summary>
    /// <param name="text">
    /// <c>Gpt2(layers: 12, source: NanoGpt)</c>, <c>DeepNorm(Roberta(), layers: 24)</c>, or <c>ResNet</c>. Parameters have the names and
    /// the defaults of the members; case and underscores are ignored.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The text says no preset; the message names the place, what should be there, and near names. <see cref="MuP"/> has no text, since it
    /// needs the shapes of two models.
    /// </exception>
    /// <remarks>A plan that has been read so can be written as JSON, <see cref="InitializationPlan.ToJson"/>, whatever its rules.</remarks>
    public static InitializationPlan Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Parse(text, nameof(text));
    }

    /// <summary>Reads a preset that the caller knows by another name.</summary>
    internal static InitializationPlan Parse(string text, string parameter) =>
        new TextSource(text, parameter).Read(PresetCatalogue.Build).AsPreset(text);
}
