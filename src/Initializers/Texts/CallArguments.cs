using System.Globalization;

namespace Initializers;

/// <summary>
/// The arguments of a call in a text, <c>Wavelet(scale: 2, mode: Out)</c>: what a factory registered by <see cref="Init.Register"/> makes
/// an initializer from.
/// </summary>
/// <remarks>
/// A factory asks for its parameters in their order: an argument without a name is that of the parameter with its place, as in C#. What no
/// parameter was asked for is refused after the factory. Names are compared without case and underscores. Not thread-safe.
/// </remarks>
/// <example>
/// <code>
/// Init.Register("acme/variance", arguments => Init.VarianceScaling(
///     arguments.Number("scale", 1), arguments.Choice("mode", FanMode.In)));
/// IWeightInitializer variance = Init.Parse("acme/variance(scale: 2, mode: Out)");
/// </code>
/// </example>
public sealed class CallArguments
{
    private readonly TextSource _source;
    private readonly NameNode _call;
    private readonly ArgumentNode[] _arguments;
    private readonly bool[] _isTaken;
    private readonly List<string> _parameters = [];

    internal CallArguments(TextSource source, NameNode call)
    {
        (_source, _call, _arguments) = (source, call, [.. call.Arguments ?? []]);
        _isTaken = new bool[_arguments.Length];
        for (int i = 1; i < _arguments.Length; i++)
        {
            if (_arguments[i].Name is null && _arguments[i - 1].Name is not null)
                throw source.Refused(_arguments[i].Value, "a name for an argument behind a named one");
            if (_arguments[i].Name is { } name && PlaceOf(name) < i)
                throw source.Refused(_arguments[i].Start, _arguments[i].Value.End, $"{name} once");
        }
    }

    /// <summary>The number of arguments.</summary>
    public int Count => _arguments.Length;

    /// <summary>Whether there is an argument of a name.</summary>
    /// <param name="name">The name of a parameter.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public bool Has(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return PlaceOf(name) >= 0;
    }

    /// <summary>A number.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="FormatException">
    /// There is no such argument, or it is no number; the message names the place in the text.
    /// </exception>
    public double Number(string name) => Number(Required(name, "a number"), name);

    /// <summary>A number, or the default.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="defaultsTo">The default.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="FormatException">The argument is no number; the message names the place in the text.</exception>
    public double Number(string name, double defaultsTo) => Take(name) is { } value ? Number(value, name) : defaultsTo;

    /// <summary>A whole number.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="FormatException">
    /// There is no such argument, or it is no whole number; the message names the place in the text.
    /// </exception>
    public long WholeNumber(string name) => WholeNumber(Required(name, "a whole number"), name);

    /// <summary>A whole number, or the default.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="defaultsTo">The default.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="FormatException">The argument is no whole number; the message names the place in the text.</exception>
    public long WholeNumber(string name, long defaultsTo) => Take(name) is { } value ? WholeNumber(value, name) : defaultsTo;

    /// <summary><c>true</c> or <c>false</c>, or the default.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="defaultsTo">The default.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="FormatException">The argument is neither; the message names the place in the text.</exception>
    public bool Flag(string name, bool defaultsTo) => Take(name) is not { } value ? defaultsTo
        : bool.TryParse(Word(value), out bool flag) ? flag : throw _source.Refused(value, $"true or false for {name}");

    /// <summary>A value of an enumeration by its name, without case and underscores, or the default.</summary>
    /// <typeparam name="T">The enumeration; of a <see cref="FanMode"/> the frameworks' names are known too: <c>fan_in</c>.</typeparam>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="defaultsTo">The default.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="FormatException">The argument is none of the names; the message names the place in the text.</exception>
    public T Choice<T>(string name, T defaultsTo) where T : struct, Enum =>
        Take(name) is not { } value ? defaultsTo : Pick(value, name, Choices<T>(), typeof(T).Name);

    /// <summary>A word or a text in quotation marks, or the default.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="defaultsTo">The default.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="FormatException">The argument is neither; the message names the place in the text.</exception>
    public string Text(string name, string defaultsTo) => Take(name) is { } value ? Text(value, name) : defaultsTo;

    /// <summary>A word or a text in quotation marks.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="FormatException">
    /// There is no such argument, or it is neither; the message names the place in the text.
    /// </exception>
    public string Text(string name) => Text(Required(name, "a text"), name);

    /// <summary>Another initializer.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="FormatException">
    /// There is no such argument, or it is no initializer; the message names the place in the text.
    /// </exception>
    public IWeightInitializer Initializer(string name) => InitializerText.Build(_source, Required(name, "an initializer"));

    /// <summary>Another initializer, or the default.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="defaultsTo">The default.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="FormatException">The argument is no initializer; the message names the place in the text.</exception>
    public IWeightInitializer Initializer(string name, IWeightInitializer defaultsTo)
    {
        ArgumentNullException.ThrowIfNull(defaultsTo);
        return Take(name) is { } value ? InitializerText.Build(_source, value) : defaultsTo;
    }

    /// <summary>A list of numbers, <c>[1, 2.5, -3]</c>, each rounded to a float.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="FormatException">
    /// There is no such argument, or it is no list of numbers; the message names the place in the text.
    /// </exception>
    public float[] Numbers(string name) => [.. Items(Required(name, "a list")).Select(item =>
        item is NumberNode number && float.TryParse(number.Digits, NumberStyles.Float, CultureInfo.InvariantCulture, out float value)
            ? value : throw _source.Refused(item, $"a number among {name}"))];

    /// <summary>The call as it is written in messages.</summary>
    public override string ToString() => _call.Name;

    /// <summary>The number of arguments without names.</summary>
    internal int Unnamed => _arguments.Count(argument => argument.Name is null);

    /// <summary>A whole number of 32 bits.</summary>
    internal int WholeNumber32(string name)
    {
        TextNode value = Required(name, "a whole number");
        return WholeNumber(value, name) is >= int.MinValue and <= int.MaxValue and var whole ? (int)whole
            : throw _source.Refused(value, $"a whole number of 32 bits for {name}");
    }

    /// <summary>A seed: a whole number of 64 bits, whatever its sign.</summary>
    internal ulong Seed(string name)
    {
        TextNode value = Required(name, "a seed");
        return value is NumberNode number && ulong.TryParse(number.Digits, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)
            ? seed : unchecked((ulong)WholeNumber(value, name));
    }

    /// <summary>A list of whole numbers, or null.</summary>
    internal long[]? WholeNumbers(string name) =>
        Take(name) is { } value ? [.. Items(value).Select(item => WholeNumber(item, name))] : null;

    /// <summary>All arguments without names as initializers.</summary>
    internal IWeightInitializer[] AllInitializers(string name)
    {
        var all = new List<IWeightInitializer>();
        while (all.Count < _arguments.Length && _arguments[all.Count].Name is null)
            all.Add(InitializerText.Build(_source, Take($"{name}[{all.Count}]")!));
        return [.. all];
    }

    /// <summary>A distribution, or the default.</summary>
    internal Distribution Distribution(string name, Distribution defaultsTo)
    {
        if (Take(name) is not { } value) return defaultsTo;
        if (value is not NameNode { Arguments: not null } call) return Pick(value, name, Distributions, nameof(Distribution));
        return InitializerText.Call(_source, call, arguments => NameComparer.Instance.Equals(call.Name, "TruncatedAt")
            ? Initializers.Distribution.TruncatedAt(arguments.Number("bound"))
            : throw _source.Refused(call, $"{Names(Distributions)} or TruncatedAt(bound) for {name}"));
    }

    /// <summary>One of some names, or the first.</summary>
    internal T Choice<T>(string name, params ReadOnlySpan<(string Name, T Value)> choices)
    {
        (string, T)[] all = choices.ToArray();
        return Take(name) is { } value ? Pick(value, name, all, "") : all[0].Item2;
    }

    /// <summary>A preset.</summary>
    internal InitializationPlan Plan(string name) => PresetCatalogue.Build(_source, Required(name, "a plan"));

    /// <summary>A whole number, or null.</summary>
    internal long? OptionalWholeNumber(string name) => Take(name) is { } value ? WholeNumber(value, name) : null;

    /// <summary>Refuses what no parameter was asked for.</summary>
    internal void Finish()
    {
        int other = Array.IndexOf(_isTaken, false);
        if (other < 0) return;
        throw _source.Refused(_arguments[other].Start, _arguments[other].Value.End, _parameters.Count == 0
            ? $"no arguments for {_call.Name}"
            : $"arguments of {_call.Name}, which are {string.Join(", ", _parameters)},");
    }

    private static (string Name, Distribution Value)[] Distributions =>
    [
        (nameof(Initializers.Distribution.Normal), Initializers.Distribution.Normal),
        (nameof(Initializers.Distribution.Uniform), Initializers.Distribution.Uniform),
        (nameof(Initializers.Distribution.TruncatedNormal), Initializers.Distribution.TruncatedNormal),
    ];

    private static (string Name, T Value)[] Choices<T>() where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(value => (value.ToString(), value)), .. FrameworkModes.OfType<(string, T)>()];

    private static IEnumerable<object> FrameworkModes =>
    [
        ("fan_in", FanMode.In), ("fan_out", FanMode.Out), ("fan_avg", FanMode.Average), ("fan_geo_avg", FanMode.GeometricMean),
    ];

    private static string Names<T>(IEnumerable<(string Name, T Value)> choices) => string.Join(", ", choices.Select(choice => choice.Name));

    private T Pick<T>(TextNode value, string name, (string Name, T Value)[] choices, string type)
    {
        string? word = value is NameNode { Receiver: NameNode { Receiver: null, Arguments: null } receiver, Arguments: null } member
            && receiver.Name == type ? member.Name : Word(value);
        int at = Array.FindIndex(choices, choice => NameComparer.Instance.Equals(choice.Name, word));
        return at >= 0 ? choices[at].Value : throw _source.Refused(value, $"one of {Names(choices)} for {name}");
    }

    /// <summary>What a word or a text in quotation marks says; null of other parts.</summary>
    private static string? Word(TextNode value) => value switch
    {
        QuotedNode quoted => quoted.Value,
        NameNode { Receiver: null, Arguments: null } name => name.Name,
        _ => null,
    };

    private string Text(TextNode value, string name) => Word(value) ?? throw _source.Refused(value, $"a text for {name}");

    private double Number(TextNode value, string name)
    {
        string? digits = value is NumberNode number ? number.Digits : Word(value);
        return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed) ? parsed
            : throw _source.Refused(value, $"a number for {name}");
    }

    private long WholeNumber(TextNode value, string name) =>
        long.TryParse((value as NumberNode)?.Digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole)
            ? whole : throw _source.Refused(value, $"a whole number for {name}");

    private IReadOnlyList<TextNode> Items(TextNode value) =>
        value is ListNode list ? list.Items : throw _source.Refused(value, $"a list in brackets for {_parameters[^1]}");

    private TextNode Required(string name, string what) => Take(name) ?? throw Missing(name, what);

    /// <summary>The place of the first argument of a name; -1 if there is none.</summary>
    private int PlaceOf(string name) =>
        Array.FindIndex(_arguments, argument => argument.Name is { } given && NameComparer.Instance.Equals(given, name));

    /// <summary>The argument of the next parameter; null if there is none.</summary>
    private TextNode? Take(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        int place = _parameters.Count;
        _parameters.Add(name);
        int named = PlaceOf(name);
        int at = place < _arguments.Length && _arguments[place].Name is null ? place : named;
        if (at < 0) return null;
        if (at != named && named >= 0) throw _source.Refused(_arguments[named].Value, $"{name} once");
        _isTaken[at] = true;
        return _arguments[at].Value;
    }

    private FormatException Missing(string name, string what)
    {
        int other = Array.IndexOf(_isTaken, false);
        return other < 0 ? _source.Refused(_call.Start, _call.End, $"{name}, {what}, among the arguments of {_call.Name}")
            : _source.Refused(_arguments[other].Start, _arguments[other].Value.End, $"{name}, {what}, for {_call.Name}");
    }
}
