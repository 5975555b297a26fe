"""What mails about messages say, in the languages of the announcements. Labels and values: no sentence is assembled."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from switchboard.model.language import Language


@dataclass(frozen=True, slots=True)
class MailWords:
    """`subject` comes before who called, `unknown` stands for a caller without a number."""

    subject: str
    mailbox: str
    caller: str
    received: str
    length: str
    unknown: str
    attached: str
    too_large: str
    deleted: str


WORDS: Final[Mapping[Language, MailWords]] = {
    "en-US": MailWords(
        *("New voice message from", "Mailbox", "Caller", "Received", "Length", "unknown number"),
        attached="The message is attached.",
        too_large="The message is too large to be attached. You can listen to it in your mailbox.",
        deleted="It is deleted from your mailbox with this mail.",
    ),
    "en-GB": MailWords(
        *("New voice message from", "Mailbox", "Caller", "Received", "Length", "unknown number"),
        attached="The message is attached.",
        too_large="The message is too large to be attached. You can listen to it in your mailbox.",
        deleted="It is deleted from your mailbox with this mail.",
    ),
    "zh-CN": MailWords(
        *("新语音留言：", "语音信箱", "主叫", "时间", "时长", "未知号码"),
        attached="留言已作为附件发送。",
        too_large="留言过大，无法作为附件发送。您可以在语音信箱中收听。",
        deleted="此邮件发送后，留言将从语音信箱中删除。",
    ),
    "it": MailWords(
        *("Nuovo messaggio vocale da", "Casella vocale", "Chiamante", "Ricevuto", "Durata", "numero sconosciuto"),
        attached="Il messaggio è allegato.",
        too_large="Il messaggio è troppo grande per essere allegato. Può ascoltarlo nella casella vocale.",
        deleted="Con questa e-mail viene eliminato dalla casella vocale.",
    ),
    "es": MailWords(
        *("Nuevo mensaje de voz de", "Buzón de voz", "Llamante", "Recibido", "Duración", "número desconocido"),
        attached="El mensaje está adjunto.",
        too_large="El mensaje es demasiado grande para adjuntarlo. Puede escucharlo en su buzón de voz.",
        deleted="Con este correo se elimina de su buzón de voz.",
    ),
    "fr": MailWords(
        *("Nouveau message vocal de", "Messagerie", "Appelant", "Reçu", "Durée", "numéro inconnu"),
        attached="Le message est joint.",
        too_large="Le message est trop volumineux pour être joint. Vous pouvez l'écouter dans votre messagerie.",
        deleted="Il est supprimé de votre messagerie avec cet e-mail.",
    ),
    "ru": MailWords(
        *(
            "Новое голосовое сообщение:",
            "Голосовая почта",
            "Звонивший",
            "Получено",
            "Длительность",
            "неизвестный номер",
        ),
        attached="Сообщение приложено к письму.",
        too_large="Сообщение слишком велико для вложения. Его можно прослушать в голосовой почте.",
        deleted="После отправки этого письма оно удаляется из голосовой почты.",
    ),
    "ja": MailWords(
        *("新しい音声メッセージ:", "ボイスメール", "発信者", "受信日時", "長さ", "不明な番号"),
        attached="メッセージを添付しています。",
        too_large="メッセージが大きすぎるため添付できません。ボイスメールでお聞きください。",
        deleted="このメールの送信後、メッセージはボイスメールから削除されます。",
    ),
    "de": MailWords(
        *("Neue Sprachnachricht von", "Mailbox", "Anrufer", "Empfangen", "Länge", "unbekannte Nummer"),
        attached="Die Nachricht ist angehängt.",
        too_large="Die Nachricht ist zu groß für einen Anhang. Sie können sie in Ihrer Mailbox abhören.",
        deleted="Mit dieser Mail wird sie aus Ihrer Mailbox gelöscht.",
    ),
    "nl": MailWords(
        *("Nieuw spraakbericht van", "Voicemail", "Beller", "Ontvangen", "Duur", "onbekend nummer"),
        attached="Het bericht is bijgevoegd.",
        too_large="Het bericht is te groot om bij te voegen. U kunt het beluisteren in uw voicemail.",
        deleted="Met deze e-mail wordt het uit uw voicemail verwijderd.",
    ),
    "vi": MailWords(
        *("Tin nhắn thoại mới từ", "Hộp thư thoại", "Người gọi", "Thời gian nhận", "Thời lượng", "số không xác định"),
        attached="Tin nhắn được đính kèm.",
        too_large="Tin nhắn quá lớn nên không thể đính kèm. Bạn có thể nghe trong hộp thư thoại.",
        deleted="Tin nhắn được xóa khỏi hộp thư thoại sau khi gửi thư này.",
    ),
    "pt-BR": MailWords(
        *("Nova mensagem de voz de", "Caixa postal", "Chamador", "Recebida", "Duração", "número desconhecido"),
        attached="A mensagem está anexada.",
        too_large="A mensagem é grande demais para ser anexada. Você pode ouvi-la na sua caixa postal.",
        deleted="Com este e-mail ela é excluída da sua caixa postal.",
    ),
    "pl": MailWords(
        *("Nowa wiadomość głosowa od:", "Poczta głosowa", "Dzwoniący", "Odebrano", "Długość", "numer nieznany"),
        attached="Wiadomość znajduje się w załączniku.",
        too_large="Wiadomość jest zbyt duża, aby ją załączyć. Można jej wysłuchać w poczcie głosowej.",
        deleted="Po wysłaniu tego e-maila zostaje usunięta z poczty głosowej.",
    ),
    "hi": MailWords(
        *("नया वॉइस संदेश:", "वॉइसमेल", "कॉलर", "प्राप्त", "अवधि", "अज्ञात नंबर"),
        attached="संदेश संलग्न है।",
        too_large="संदेश संलग्न करने के लिए बहुत बड़ा है। आप इसे अपने वॉइसमेल में सुन सकते हैं।",
        deleted="इस मेल के साथ यह आपके वॉइसमेल से हटा दिया जाता है।",
    ),
}


@dataclass(frozen=True, slots=True)
class AlarmWords:
    """`subject` comes before the number of the extension that has called the emergency `number`."""

    subject: str
    number: str


ALARM: Final[Mapping[Language, AlarmWords]] = {
    "en-US": AlarmWords("Emergency call from extension", "Number called"),
    "en-GB": AlarmWords("Emergency call from extension", "Number called"),
    "zh-CN": AlarmWords("紧急呼叫，分机号", "所拨号码"),
    "it": AlarmWords("Chiamata di emergenza dall'interno", "Numero chiamato"),
    "es": AlarmWords("Llamada de emergencia de la extensión", "Número marcado"),
    "fr": AlarmWords("Appel d'urgence du poste", "Numéro composé"),
    "ru": AlarmWords("Экстренный вызов с внутреннего номера", "Набранный номер"),
    "ja": AlarmWords("緊急通報 内線番号", "発信先番号"),
    "de": AlarmWords("Notruf von Durchwahl", "Gewählte Nummer"),
    "nl": AlarmWords("Noodoproep van toestel", "Gekozen nummer"),
    "vi": AlarmWords("Cuộc gọi khẩn cấp từ số máy nhánh", "Số đã gọi"),
    "pt-BR": AlarmWords("Chamada de emergência do ramal", "Número discado"),
    "pl": AlarmWords("Połączenie alarmowe z numeru wewnętrznego", "Wybrany numer"),
    "hi": AlarmWords("आपातकालीन कॉल, एक्सटेंशन नंबर", "डायल किया गया नंबर"),
}
