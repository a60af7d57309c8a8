using System.Reflection;

namespace Initializers.Tests.PublicApi;

/// <summary>Types as members name them, with <c>?</c> where null is allowed.</summary>
internal static class ApiTypeName
{
    /// <summary>A type; nullability is known for members and parameters, not for bases.</summary>
    public static string Of(Type type, NullabilityInfo? nullability = null)
    {
        if (type.IsByRef) return Of(type.GetElementType()!, nullability?.ElementType ?? nullability);
        if (Nullable.GetUnderlyingType(type) is { } value) return $"{Of(value)}?";
        return Plain(type, nullability) + (IsNullable(type, nullability) ? "?" : "");
    }

    private static string Plain(Type type, NullabilityInfo? nullability)
    {
        if (type.IsArray) return $"{Of(type.GetElementType()!, nullability?.ElementType)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (type.IsGenericParameter) return type.Name;
        string name = type.Name.Split('`')[0];
        if (type.IsNested) name = $"{type.DeclaringType!.Name.Split('`')[0]}.{name}";
        if (!type.IsGenericType) return name;
        NullabilityInfo[]? ofArguments = nullability?.GenericTypeArguments;
        IEnumerable<string> arguments = type.GetGenericArguments()
            .Select((argument, i) => Of(argument, ofArguments?.Length > i ? ofArguments[i] : null));
        return $"{name}<{string.Join(", ", arguments)}>";
    }

    /// <summary>A type parameter stands for any type, nullable or not.</summary>
    private static bool IsNullable(Type type, NullabilityInfo? nullability) =>
        !type.IsValueType && !type.IsGenericParameter && nullability?.ReadState == NullabilityState.Nullable;
}
