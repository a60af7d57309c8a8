using System.Text.Json;
using System.Text.Json.Serialization;

namespace Initializers;

/// <summary>
/// Initializers as JSON: the text that <see cref="Init.Parse"/> reads, <c>"HeNormal(mode: In)"</c>. All types of the catalogue have this
/// converter, so that <see cref="JsonSerializer"/> writes and reads them, and members of the type <see cref="IWeightInitializer"/>.
/// </summary>
/// <typeparam name="T">The type of the member: <see cref="IWeightInitializer"/>, or one initializer's.</typeparam>
/// <remarks>
/// <para>
/// An initializer of your own is written if its <c>ToString()</c> says a text whose name is registered (<see cref="Init.Register"/>). What
/// has no text that reads back is refused: one that is bound to a source, and given values or masks of more than 256 elements.
/// </para>
/// <para>No reflection: it works with source generation and in trimmed and native programs. Thread-safe.</para>
/// </remarks>
/// <example>
/// <code>
/// string json = JsonSerializer.Serialize(new { Weights = Init.HeNormal() }); // {"Weights":"HeNormal(mode: In)"}
/// IWeightInitializer weights = JsonSerializer.Deserialize&lt;IWeightInitializer&gt;("\"keras/he_normal\"")!;
/// </code>
/// </example>
public sealed class InitializerJsonConverter<T> : JsonConverter<T> where T : class, IWeightInitializer
{
    /// <summary>Reads the text of an initializer.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="typeToConvert">The type.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="JsonException">The value is no text, or says no initializer of the type.</exception>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException($"an initializer must be a text such as \"HeNormal(mode: In)\", but was {reader.TokenType}.");
        try
        {
            IWeightInitializer initializer = InitializerText.Parse(reader.GetString()!, "an initializer");
            return initializer as T
                ?? throw new JsonException($"an initializer must be one of {typeof(T).Name} here, but was {initializer}.");
        }
        catch (ArgumentException refusal)
        {
            throw new JsonException(CallerNames.Sentence(refusal), refusal);
        }
    }

    /// <summary>Writes the text of an initializer.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="value">The initializer.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> or <paramref name="value"/> is null.</exception>
    /// <exception cref="JsonException">The initializer has no text that reads back.</exception>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStringValue(InitializerText.TryFormat(value, out string? text) ? text : throw new JsonException(NoTextOf(value)));
    }

    private static string NoTextOf(T value) =>
        $"an initializer must have a text that Init.Parse reads back, but was {Excerpt.Of(value.ToString() ?? "")}"
        + $" of {value.GetType().Name}. One of your own needs Init.Register and a ToString() that says its text.";
}
