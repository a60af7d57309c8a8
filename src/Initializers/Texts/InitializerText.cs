using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Initializers;

/// <summary>Texts of initializers: what <c>ToString()</c> says is read back.</summary>
internal static class InitializerText
{
    /// <summary>The most numbers of a list that a text has: those of longer lists are counted only, and are not read back.</summary>
    public const int MostListed = 256;

    /// <summary>The initializer that a text says.</summary>
    /// <param name="text">A name, <c>he_normal</c>, or a call, <c>HeNormal(mode: Out).Scaled(0.5)</c>.</param>
    /// <param name="parameter">What a refusal calls the text.</param>
    /// <exception cref="ArgumentException">The text says no initializer.</exception>
    public static IWeightInitializer Parse(string text, string parameter)
    {
        if (!text.AsSpan().ContainsAny(Punctuation) && InitializerCatalogue.Find(text.Trim()) is null)
            throw new ArgumentException(
                $"{parameter} must be one of Init.Names, such as {InitializerCatalogue.NamesNear(text)}, "
                + $"but was \"{Excerpt.Of(text)}\".",
                parameter);
        return new TextSource(text, parameter).Read(Build);
    }

    /// <summary>The text of an initializer, if it is read back as the same; of a recommendation, that of its initializer.</summary>
    public static bool TryFormat(IWeightInitializer initializer, [NotNullWhen(true)] out string? text)
    {
        initializer = Recommendation.Unwrap(initializer);
        text = initializer.ToString() ?? "";
        bool isSame = Init.TryParse(text, out IWeightInitializer? read) && IsAlike(read, initializer) && read.ToString() == text;
        if (!isSame) text = null;
        return isSame;
    }

    /// <summary>Whether the types are the same, also of what is wrapped.</summary>
    private static bool IsAlike(IWeightInitializer one, IWeightInitializer other) => one.GetType() == other.GetType() && (one, other) switch
    {
        (WrappingInitializer wrapper, WrappingInitializer wrapping) => IsAlike(wrapper.Inner, wrapping.Inner),
        (PerBlockInitializer blocks, PerBlockInitializer others) => blocks.Blocks.Count == others.Blocks.Count
            && blocks.Blocks.Zip(others.Blocks, IsAlike).All(isAlike => isAlike),
        (BoundInitializer bound, BoundInitializer binding) => IsAlike(bound.Unbound, binding.Unbound),
        _ => true,
    };

    /// <summary>Numbers as a list, or their count if there are too many.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <param name="what">What is counted.</param>
    public static string ListOf<T>(T[] numbers, string what) where T : IFormattable => numbers.Length > MostListed
        ? FormattableString.Invariant($"{numbers.Length} {what}")
        : $"[{string.Join(", ", numbers.Select(number => number.ToString(null, CultureInfo.InvariantCulture)))}]";

    /// <summary>The initializer that a part of a text says.</summary>
    public static IWeightInitializer Build(TextSource source, TextNode node)
    {
        if (node is not NameNode call) throw source.Refused(node, "an initializer");
        if (call.Receiver is null) return Call(source, call, Entry(source, call, call.Name));
        if (call.Receiver is NameNode { Receiver: null, Arguments: null } type && InitializerCatalogue.PrefixOf(type.Name) is { } prefix)
            return Call(source, call, Entry(source, call, prefix + call.Name));
        Func<IWeightInitializer, CallArguments, IWeightInitializer> change = InitializerCatalogue.Change(call.Name)
            ?? throw source.Refused(call, $"{string.Join(", ", InitializerCatalogue.Changes)} or nothing behind an initializer");
        IWeightInitializer inner = Build(source, call.Receiver);
        return Call(source, call, arguments => change(inner, arguments));
    }

    /// <summary>Makes a call with its arguments, all of which it has to take.</summary>
    public static T Call<T>(TextSource source, NameNode call, Func<CallArguments, T?> create) where T : class
    {
        var arguments = new CallArguments(source, call);
        T? made;
        try
        {
            made = create(arguments);
        }
        catch (ArgumentException refusal)
        {
            throw source.Refused(call, refusal);
        }
        arguments.Finish();
        return made ?? throw source.Refused(call, "a factory that makes an initializer");
    }

    /// <summary>What makes texts more than names.</summary>
    private static readonly SearchValues<char> Punctuation = SearchValues.Create("()[].,:='\"");

    private static Func<CallArguments, IWeightInitializer> Entry(TextSource source, NameNode call, string name) =>
        InitializerCatalogue.Find(name)
        ?? throw source.Refused(
            call.Start, call.Start + call.Name.Length, $"a known name, such as {InitializerCatalogue.NamesNear(name)},");
}
