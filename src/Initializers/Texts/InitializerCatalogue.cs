using System.Collections.Concurrent;

namespace Initializers;

/// <summary>The names of initializers in texts, and what each makes of its arguments.</summary>
/// <remarks>Thread-safe.</remarks>
internal static partial class InitializerCatalogue
{
    private static readonly CatalogueEntry[] Entries = [.. Own, .. Keras, .. PyTorch, .. Jax, .. Recipes];

    private static readonly Dictionary<string, CatalogueEntry> ByName = Entries.ToDictionary(entry => entry.Name, NameComparer.Instance);

    /// <summary>Recipes by their names alone, where no other initializer has the name: <c>MambaStepBias</c>.</summary>
    private static readonly Dictionary<string, CatalogueEntry> ByPlainName = Recipes
        .ToLookup(entry => entry.Name[(entry.Name.IndexOf('/') + 1)..], NameComparer.Instance)
        .Where(entries => entries.Count() == 1 && !ByName.ContainsKey(entries.Key))
        .ToDictionary(entries => entries.Key, entries => entries.Single(), NameComparer.Instance);

    private static readonly ConcurrentDictionary<string, CatalogueEntry> Registered = new(NameComparer.Instance);

    /// <summary>The classes that a name may stand behind, as in C#, and the prefixes that they mean.</summary>
    private static readonly Dictionary<string, string> Classes = new()
    {
        [nameof(Init)] = "",
        [nameof(TransformerInit)] = "transformer/",
        [nameof(AdapterInit)] = "adapter/",
        [nameof(RecurrentInit)] = "recurrent/",
        [nameof(SigmoidInit)] = "sigmoid/",
        [nameof(FieldInit)] = "field/",
        [nameof(StateSpaceInit)] = "state_space/",
        [nameof(RwkvInit)] = "rwkv/",
    };

    /// <summary>What may stand behind an initializer and changes it.</summary>
    private static readonly Dictionary<string, Func<IWeightInitializer, CallArguments, IWeightInitializer>> ByChange =
        new(NameComparer.Instance)
        {
            [nameof(CompositionExtensions.Scaled)] = (inner, arguments) => inner.Scaled(arguments.Number("factor")),
            [nameof(CompositionExtensions.Masked)] = (inner, arguments) =>
                inner.Masked(Array.ConvertAll(arguments.Numbers("mask"), Kept)),
            [nameof(CompositionExtensions.Repeated)] = (inner, arguments) =>
                inner.Repeated(arguments.WholeNumber("times"), arguments.Choice("order", RepeatOrder.Each)),
            [nameof(WeightInitializerExtensions.WithSeed)] = (inner, arguments) => new SeededInitializer(inner, arguments.Seed("seed")),
        };

    /// <summary>The names that need no arguments.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Entries.Where(entry => !entry.NeedsArguments).Select(entry => entry.Name)];

    /// <summary>The names of <see cref="Change"/>.</summary>
    public static IEnumerable<string> Changes => ByChange.Keys;

    /// <summary>
    /// What makes an initializer of the arguments behind a name; null if the name is unknown. A name with a trailing underscore is
    /// PyTorch's.
    /// </summary>
    public static Func<CallArguments, IWeightInitializer>? Find(string name)
    {
        if (name.EndsWith('_') && !name.Contains('/')) name = "torch/" + name;
        return (ByName.GetValueOrDefault(name) ?? ByPlainName.GetValueOrDefault(name) ?? Registered.GetValueOrDefault(name))?.Create;
    }

    /// <summary>What changes an initializer by the arguments behind a name; null if the name is unknown.</summary>
    public static Func<IWeightInitializer, CallArguments, IWeightInitializer>? Change(string name) => ByChange.GetValueOrDefault(name);

    /// <summary>The prefix of a class's names; null for other names.</summary>
    public static string? PrefixOf(string type) => Classes.GetValueOrDefault(type);

    /// <summary>Known names near an unknown one, as a list.</summary>
    public static string NamesNear(string name) =>
        string.Join(", ", NameComparer.Nearest(name, Entries.Select(entry => entry.Name).Concat(ByPlainName.Keys).Concat(Registered.Keys)));

    /// <summary>Adds a user's own initializer.</summary>
    /// <exception cref="ArgumentException">The name has other letters, or is taken.</exception>
    public static void Register(string name, Func<CallArguments, IWeightInitializer> create)
    {
        string[] segments = name.Split('/');
        if (segments.Length > 2 || Array.Exists(segments, segment => segment.Length == 0 || !segment.All(TextParser.IsNameLetter)
            || char.IsAsciiDigit(segment[0])) || name[^1] == '_' || name.Length > Excerpt.Length)
        {
            throw new ArgumentException(
                "name must have letters, digits and underscores, and may have a prefix, such as acme/wavelet, "
                + $"but was \"{Excerpt.Of(name)}\".",
                nameof(name));
        }
        if (Find(name) is not null || !Registered.TryAdd(name, new(name, create, NeedsArguments: true)))
            throw new ArgumentException($"name must be one that no initializer has yet, but was \"{name}\".", nameof(name));
    }

    private static bool Kept(float mask) => mask switch
    {
        0 => false,
        1 => true,
        _ => throw new ArgumentException(FormattableString.Invariant($"mask must have 0 and 1 only, but had {mask}."), nameof(mask)),
    };
}

/// <summary>A name, and what makes an initializer of the arguments behind it.</summary>
/// <param name="Name">The name, with its prefix.</param>
/// <param name="Create">Makes the initializer.</param>
/// <param name="NeedsArguments">Whether there is an argument without a default.</param>
internal sealed record CatalogueEntry(string Name, Func<CallArguments, IWeightInitializer> Create, bool NeedsArguments = false)
{
    /// <summary>An entry whose arguments all have defaults.</summary>
    public static implicit operator CatalogueEntry((string Name, Func<CallArguments, IWeightInitializer> Create) entry) =>
        new(entry.Name, entry.Create);
}
