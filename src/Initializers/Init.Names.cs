using System.Diagnostics.CodeAnalysis;

namespace Initializers;

/// <content>Initializers by name and as texts, for configuration files and command lines.</content>
public static partial class Init
{
    /// <summary>
    /// All names that need no arguments: the library's own, those of Keras, PyTorch and JAX with the prefixes <c>keras/</c>, <c>torch/</c>
    /// and <c>jax/</c>, and recipes with the prefixes <c>transformer/</c>, <c>adapter/</c>, <c>recurrent/</c>, <c>sigmoid/</c>,
    /// <c>field/</c> and <c>state_space/</c>.
    /// </summary>
    public static IReadOnlyList<string> Names => InitializerCatalogue.Names;

    /// <summary>Reads an initializer: what its <c>ToString()</c> says, a call as in C#, or a framework's name with its arguments.</summary>
    /// <param name="text">
    /// <c>HeNormal(negativeSlope: 0.1, mode: In)</c>, <c>PerBlock(Zeros(), Ones()).Scaled(0.5)</c>, <c>keras/he_normal</c>,
    /// <c>kaiming_normal_(a: 0.2, mode: "fan_out")</c>. A name without parentheses has the defaults of all its parameters. Numbers are
    /// written as in the invariant culture. A trailing underscore is PyTorch's spelling, and means its formula and its defaults; the
    /// prefixes <c>keras/</c>, <c>torch/</c> and <c>jax/</c> mean that framework's, and other prefixes are situations:
    /// <c>recurrent/chrono(100)</c>. Case and underscores are ignored.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The text says no initializer: the message names the place, what should be there, and near names. Texts have at most 65,536
    /// characters, and 32 levels.
    /// </exception>
    /// <remarks>
    /// Every initializer of the catalogue, of the recipes and composed of them comes back equal; a bound one comes back with its seed, and
    /// counts its calls anew (<see cref="SeededInitializer.State"/> saves them). Not those that are bound to a source, and of
    /// <see cref="FromArray(ReadOnlySpan{float})"/> and masks those of at most 256 elements only, since longer texts count them. The
    /// framework names mean this library's fast initializers with that framework's formula; for its very bits there is the package
    /// Initializers.Frameworks.
    /// </remarks>
    public static IWeightInitializer Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return InitializerText.Parse(text, nameof(text));
    }

    /// <summary>Reads an initializer, if the text says one.</summary>
    /// <param name="text">A text as for <see cref="Parse"/>; null says none.</param>
    /// <param name="initializer">The initializer; null if the text says none.</param>
    /// <returns><c>true</c> if the text says an initializer; otherwise, <c>false</c>.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out IWeightInitializer? initializer)
    {
        initializer = null;
        if (text is null) return false;
        try
        {
            initializer = InitializerText.Parse(text, nameof(text));
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Gets an initializer by name, or by a text with arguments: the same as <see cref="Parse"/>.</summary>
    /// <param name="name">A name, <c>he_normal</c>, <c>HeNormal</c>, <c>keras/he_normal</c>, or any other text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The name is unknown, or the text says no initializer; the message suggests near names.
    /// </exception>
    public static IWeightInitializer Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return InitializerText.Parse(name, nameof(name));
    }

    /// <summary>Gets an initializer by name, if the name is known.</summary>
    /// <param name="name">A name or a text as for <see cref="Get"/>.</param>
    /// <param name="initializer">The initializer; null if the name is unknown.</param>
    /// <returns><c>true</c> if the name is known; otherwise, <c>false</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public static bool TryGet(string name, [NotNullWhen(true)] out IWeightInitializer? initializer)
    {
        ArgumentNullException.ThrowIfNull(name);
        return TryParse(name, out initializer);
    }

    /// <summary>
    /// Registers an initializer of your own, so that texts, and with them JSON and plans, may name it. If its <c>ToString()</c> says such a
    /// text, it is written to JSON too.
    /// </summary>
    /// <param name="name">The name: letters, digits and underscores, with a prefix or without: <c>acme/wavelet</c>.</param>
    /// <param name="create">
    /// Makes the initializer of the arguments that a text gives it. Its <see cref="ArgumentException"/> is a refusal of the text; other
    /// exceptions are those of the caller of <see cref="Parse"/>.
    /// </param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The name has other characters, or is that of another initializer.</exception>
    /// <example>
    /// <code>
    /// Init.Register("acme/warm", arguments => Init.HeNormal().Scaled(arguments.Number("factor", 0.5)));
    /// IWeightInitializer warm = Init.Parse("acme/warm(factor: 0.25)");
    /// </code>
    /// </example>
    /// <remarks>For the whole process, once, such as at its start. Thread-safe.</remarks>
    public static void Register(string name, Func<CallArguments, IWeightInitializer> create)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(create);
        InitializerCatalogue.Register(name, create);
    }
}
